/** Attributes of what holds somebody else's text: its language is not the page's, and it stands as it was written, since a vote on what a browser made of it would be one on another text. */
export const FOREIGN_TEXT = { lang: "", translate: "no" } as const;
