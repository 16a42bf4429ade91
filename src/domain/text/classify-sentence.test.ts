import { describe, expect, it } from "vitest";
import { classifySentence } from "./classify-sentence.ts";

describe("classifySentence", () => {
  it.each([
    "Where does it hurt?",
    "It started yesterday?",
    'You said "never"?',
    "Really?!",
    "Where does it hurt",
    "How long has this been going on",
    "What medicines do you take",
    "What happened after that",
    "Which of the two is worse",
    "Who lives with you",
    "So, when did it start",
    "Do you smoke",
    "Don't you have an alarm",
    "Have you ever had this before",
    "Is there any weakness in your legs",
    "Does resting help",
    "Okay, and are you allergic to anything",
    "Could you tell me your account number.",
    "Can we go over the timeline.",
    "Tell me about your family.",
    "Please describe the pain in your own words.",
    "Walk me through the first minutes.",
    "Talk me through what you saw.",
    "Guide me through your steps.",
    "Start by telling me what you have to solve.",
    "Let me see the lines you have written.",
    "Let me see what the log says.",
    "Paste what you've got so far.",
    "Type out the question for me.",
    "Please mail us a scan of the contract.",
    "I'd like to see the numbers of that hour.",
    "I'd like an overview of the account.",
    "I'd love to see how you got there.",
    "I'd like to be sure that nothing was overwritten.",
    "I'd like copies of the confirmation.",
    "Please share the error message with me.",
    "Help me understand how the queue works.",
    "I'd like to know who has access.",
    "I'd like to hear more about your job.",
    "I was wondering whether you had a fever.",
    "I need to ask about alcohol.",
    "Let's talk about your sleep.",
    "Let me know when it last worked.",
    "What about your parents",
    "Any chills or night sweats",
    "Ever had an operation",
    "Thanks for that, now tell me about your job.",
    "Before we go on, describe the noise.",
    "It would help to know which version you run.",
  ])("hears a question in: %s", (sentence) => {
    expect(classifySentence(sentence)).toBe("question");
  });

  it.each([
    "I think you should rest.",
    "You should see a doctor today.",
    "I'd like to have you seen today.",
    "I'd like to see you again on Monday.",
    "Let me see.",
    "Let me have a think.",
    "Copy that.",
    "Paste it.",
    "pain, onset, duration, medication, allergies",
    "onset severity triggers allergies family",
    "Take two aspirin.",
    "Have a nice day.",
    "Have a seat.",
    "Do not worry.",
    "Don't worry about the form.",
    "Do this twice a day.",
    "Should that happen, please call for help immediately.",
    "If it gets worse, call an ambulance.",
    "When you get home, lie down.",
    "What I mean is that rest will help.",
    "How you feel matters.",
    "Thank you for telling me.",
    "That sounds painful.",
    "Let me check that for you.",
    "Give it a few days.",
    "We will pay you within ten days.",
    "Will do.",
    "I understand why you are worried.",
    "I know what you mean.",
    "",
    "...",
  ])("hears a statement in: %s", (sentence) => {
    expect(classifySentence(sentence)).toBe("statement");
  });

  it("looks at the beginning of a long sentence only", () => {
    expect(classifySentence("word ".repeat(2_000))).toBe("statement");
    expect(classifySentence(`${", ".repeat(4_000)}tell me`)).toBe("question");
  });
});
