/**
 * What is noted of a conversation beside its score: it seems to speak to whoever scores it; there is nothing in it to score; a model gave words as evidence that do not stand in it.
 */
export type ModelFlag = "injection_suspected" | "junk" | "quote_not_found";
