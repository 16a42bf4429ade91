/** What comes of leaving, in the annotator's own terms. @param unsentCount votes that the server has not got. @param isFromCrowd they come back as themselves; others as somebody new. */
export function describeLeaving(unsentCount: number, isFromCrowd: boolean): string {
  const votes = `${unsentCount} ${unsentCount === 1 ? "vote has" : "votes have"} not reached the server yet`;
  if (isFromCrowd) {
    const kept = unsentCount === 0 ? "" : ` ${votes}: kept on this device, sent when you are back.`;
    return `To come back, open the study's page again.${kept}`;
  }
  const lost = unsentCount === 0 ? "" : ` ${votes}, and will not: they are lost.`;
  return `A link works once: to come back you need a new one, and begin as somebody new.${lost}`;
}
