import { say } from "~/words/say";
import { useWords } from "~/words/words";
import { PASSWORD_MAX, PASSWORD_MIN } from "./account";

/** What a new password has to be, told before it is typed. */
export const usePasswordRule = () => say(useWords().passwordRule, { min: PASSWORD_MIN, max: PASSWORD_MAX });
