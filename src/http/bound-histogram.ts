import { Histogram, type HistogramConfiguration, type LabelValues } from "prom-client";

/** One series of a histogram: its labels are checked and found once, when it is bound. */
export class BoundSeries {
  readonly #upperBounds: readonly number[];
  /** How many values fell into each bucket, those above all bounds last. */
  readonly #counts: number[];
  #sum = 0;

  constructor(upperBounds: readonly number[]) {
    this.#upperBounds = upperBounds;
    this.#counts = new Array<number>(upperBounds.length + 1).fill(0);
  }

  /** @param value finite. */
  observe(value: number): void {
    let place = 0;
    while (place < this.#upperBounds.length && value > (this.#upperBounds[place] ?? 0)) {
      place += 1;
    }
    this.#counts[place] = (this.#counts[place] ?? 0) + 1;
    this.#sum += value;
  }

  /** As the text format has it: how many values are at most each bound, `+Inf` last, and their sum. */
  read(): { readonly cumulative: readonly number[]; readonly sum: number } {
    let count = 0;
    const cumulative = this.#counts.map((inBucket) => {
      count += inBucket;
      return count;
    });
    return { cumulative, sum: this.#sum };
  }
}

interface ShownValue<Label extends string> {
  readonly metricName: string;
  /** Of this value alone. */
  readonly labels: Readonly<Record<string, string | number>>;
  readonly sharedLabels: LabelValues<Label>;
  readonly value: number;
}

/** A histogram as prom-client's registry writes it. */
interface ShownHistogram<Label extends string> {
  readonly name: string;
  readonly help: string;
  readonly type: "histogram";
  readonly aggregator: "sum";
  readonly values: readonly ShownValue<Label>[];
}

type BoundConfiguration<Label extends string> = HistogramConfiguration<Label> & { readonly buckets: number[] };

/**
 * A histogram of prom-client's whose series are bound to their labels beforehand: its own way of observing validates, copies and hashes the labels every time, which on small requests is a
 * thirtieth of their processor time. Shown as any other.
 */
export class BoundHistogram<Label extends string> extends Histogram<Label> {
  readonly #bound = new Map<string, { readonly labels: LabelValues<Label>; readonly series: BoundSeries }>();
  readonly #configuration: BoundConfiguration<Label>;

  constructor(configuration: BoundConfiguration<Label>) {
    super(configuration);
    this.#configuration = configuration;
  }

  /** The series with these labels. @param name one of its own, cheap to put together. */
  seriesOf(name: string, labels: LabelValues<Label>): BoundSeries {
    const known = this.#bound.get(name);
    if (known !== undefined) {
      return known.series;
    }
    const series = new BoundSeries(this.#configuration.buckets);
    this.#bound.set(name, { labels, series });
    return series;
  }

  /** What prom-client's registry asks its metrics for. */
  async getForPromString(): Promise<ShownHistogram<Label>> {
    const { name, help } = this.#configuration;
    const values = [...this.#bound.values()].flatMap(({ labels, series }) => this.#show(labels, series));
    return { name, help, type: "histogram", aggregator: "sum", values };
  }

  #show(labels: LabelValues<Label>, series: BoundSeries): readonly ShownValue<Label>[] {
    const { name, buckets } = this.#configuration;
    const { cumulative, sum } = series.read();
    const bounds = [...buckets, "+Inf"];
    return [
      ...cumulative.map((value, place) => {
        return { metricName: `${name}_bucket`, labels: { le: bounds[place] ?? "" }, sharedLabels: labels, value };
      }),
      { metricName: `${name}_sum`, labels: {}, sharedLabels: labels, value: sum },
      { metricName: `${name}_count`, labels: {}, sharedLabels: labels, value: cumulative.at(-1) ?? 0 },
    ];
  }
}
