/** Where a feature occurs, while it is collected: the numbers of the sentences, and its weight in each. */
export interface PostingList {
  readonly sentences: number[];
  readonly weights: number[];
}

/** Where each of many features occurs. */
export interface PostingTable {
  /** Adds to each sentence that has the feature its weight there, times `factor`. A number that is no feature's adds nothing. */
  addTo(target: Float64Array, feature: number, factor: number): void;
}

/** Packs the lists, by the number of their feature, one behind the other: lists in arrays of their own lie all over memory, and fetching them is what takes the time. */
export function packPostings(lists: readonly (PostingList | undefined)[]): PostingTable {
  const starts = new Int32Array(lists.length + 1);
  for (let feature = 0; feature < lists.length; feature += 1) {
    starts[feature + 1] = (starts[feature] ?? 0) + (lists[feature]?.sentences.length ?? 0);
  }
  const size = starts[lists.length] ?? 0;
  const sentences = new Int32Array(size);
  const weights = new Float64Array(size);
  lists.forEach((list, feature) => {
    sentences.set(list?.sentences ?? [], starts[feature] ?? 0);
    weights.set(list?.weights ?? [], starts[feature] ?? 0);
  });
  return {
    addTo(target, feature, factor) {
      if (feature < 0 || feature >= lists.length) {
        return;
      }
      const end = starts[feature + 1] ?? 0;
      for (let i = starts[feature] ?? 0; i < end; i += 1) {
        const sentence = sentences[i] ?? 0;
        target[sentence] = (target[sentence] ?? 0) + factor * (weights[i] ?? 0);
      }
    },
  };
}
