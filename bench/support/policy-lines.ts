/** What a policy at a clinic's desk says before its question; drawn at random, so that few messages are equal. */
const LEAD_INS = [
  "I'm sorry, that sounds really painful.",
  "Thank you for telling me.",
  "That must be worrying for you.",
  "Okay.",
  "I see, that helps.",
  "Hello, I'm the clinician on duty today and I'll take your history before we decide anything.",
  "All right, let me make sure I have understood you: it came on a few days ago and it has not let go since.",
  "I know this is an awkward one, but I ask everybody with a bad back.",
  "Thanks, I appreciate that.",
  "No need to worry about the form, we can fill it in together afterwards.",
  "",
  "",
] as const;

const QUESTIONS = [
  "How did it begin?",
  "When did it start, and what were you doing at the time?",
  "Where exactly does it hurt?",
  "Does the pain shoot down into your legs at all?",
  "Do your feet or legs feel weak or numb?",
  "Has anything changed with passing urine or your bowels?",
  "Is there any numbness around your bottom or between your legs?",
  "Which painkillers have you been taking, and do they help?",
  "Any fever, or weight loss you can't explain?",
  "Has your back been like this before?",
  "Have you had other medical problems or operations?",
  "What worries you most about it?",
  "How bad is it from nought to ten?",
  "What makes it worse, and what makes it better?",
  "Are you allergic to anything?",
  "What do you do for a living, and can you still do it?",
  "Who is at home with you?",
  "Does it wake you at night?",
  "Tell me more about the lifting.",
  "Could you walk me through yesterday from the moment you got up?",
  "Do you smoke or drink?",
  "Did you hear or feel a pop?",
  "Would you say it is getting better, worse or staying the same?",
  "You should rest for now and avoid lifting. Is there anything else you have noticed?",
] as const;

/** Ends of questions; with the number they make nearly every question a new sentence, as a model's are. */
const TIMES = [
  "in the last # days",
  "over the past # hours",
  "since about # o'clock",
  "when you had been up for # hours",
  "on more than # days of the month",
  "after # minutes or so",
  "compared with # weeks ago",
  "if you think back # days",
] as const;
const NUMBERS_MAX = 90;

/** A policy's message, composed from draws in 0..1. */
export function composePolicyLine(draw: () => number): string {
  const choose = (list: readonly string[]) => list[Math.floor(draw() * list.length)] ?? "";
  const time = choose(TIMES).replace("#", String(2 + Math.floor(draw() * NUMBERS_MAX)));
  return `${choose(LEAD_INS)} ${choose(QUESTIONS).replace(/[?.]$/, "")} ${time}?`.trim();
}
