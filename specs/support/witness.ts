import { witnessEverything } from "./contract";

witnessEverything();
