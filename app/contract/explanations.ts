/** What an error means to whoever meets it: what happened, why, and what to do. */
interface Explanation {
  title: string;
  happened: string;
  why: string;
  todo: string;
}

/** By the last part of a problem's `type`. */
export const EXPLANATIONS: Record<string, Explanation> = {
  "malformed-json": {
    title: "Malformed JSON",
    happened: "The body of the request could not be read.",
    why: "It is empty where one is needed, it is not JSON, or it is not in UTF-8.",
    todo: "Send one JSON object in UTF-8. A comma after the last value and single quotes are the usual culprits.",
  },
  "validation-failed": {
    title: "Validation failed",
    happened: "The request was read, but something in it breaks a rule. Nothing was changed.",
    why: "Each entry of errors names a field, a parameter or a header, and the rule that it breaks.",
    todo: "Mend what errors names and send the request again. Keys and parameters that are not known are refused too.",
  },
  "invalid-token": {
    title: "Invalid token",
    happened: "The request did not show who is asking.",
    why: "There was no access token, or it has expired after its ten minutes, or its session has ended: by signing out, by a new password, or because it was ended in the settings.",
    todo: "Get a new token from /api/auth/token with the session’s cookie, signing in again if need be, and send it as Authorization: Bearer.",
  },
  forbidden: {
    title: "Forbidden",
    happened: "The token is valid, but it speaks for somebody else.",
    why: "The user id in the path is not the one that the token was made for.",
    todo: "Use the id of the user who signed in; it stands in the token as sub.",
  },
  "not-found": {
    title: "Not found",
    happened: "There is nothing at this address for you.",
    why: "The task was deleted, or never was, or is not yours; or the path is none of the API’s.",
    todo: "Compare the path with the reference, and the id with the list of your tasks.",
  },
  "method-not-allowed": {
    title: "Method not allowed",
    happened: "This address does not know this method.",
    why: "Each address answers only some of GET, POST, PUT, PATCH and DELETE.",
    todo: "Use one of those that the header Allow lists.",
  },
  "idempotency-conflict": {
    title: "Still running",
    happened: "Another request with the same Idempotency-Key has not ended yet.",
    why: "It was waited for, for four seconds.",
    todo: "Send the same request again a little later: it gets the answer of the first.",
  },
  "precondition-failed": {
    title: "Precondition failed",
    happened: "The task was changed since you read it, so it was left as it is.",
    why: "If-Match does not name its current ETag.",
    todo: "Read the task again, apply your change to what stands there now, and send it with the new ETag.",
  },
  "payload-too-large": {
    title: "Payload too large",
    happened: "The body is too long, and was not read to its end.",
    why: "A body may have 64 KiB.",
    todo: "Send less: a title has at most 200 characters and a description 2,000.",
  },
  "unsupported-media-type": {
    title: "Unsupported media type",
    happened: "The body was not looked at.",
    why: "Its Content-Type is missing or is not JSON.",
    todo: "Send Content-Type: application/json; for PATCH also application/merge-patch+json.",
  },
  "idempotency-mismatch": {
    title: "Idempotency key reused",
    happened: "This Idempotency-Key came with another body before, so nothing was done.",
    why: "A key stands for one request for 24 hours.",
    todo: "Use a new key for a new request, and the same key only to send the same request again.",
  },
  "rate-limited": {
    title: "Too many requests",
    happened: "The request came too soon after many others.",
    why: "There is a limit a minute for each user; RateLimit says what is left of it.",
    todo: "Wait for as many seconds as Retry-After says.",
  },
  internal: {
    title: "Internal error",
    happened: "Something went wrong on our side.",
    why: "It is a fault in the product, not in the request.",
    todo: "Try again. If it stays, tell whoever runs this server the X-Request-Id of the answer: it leads to the log.",
  },
  unavailable: {
    title: "Unavailable",
    happened: "The server is up but cannot answer at the moment. Nothing was changed.",
    why: "Its database does not answer, or it is busy beyond its means.",
    todo: "Send the same request again after as many seconds as Retry-After says.",
  },
};
