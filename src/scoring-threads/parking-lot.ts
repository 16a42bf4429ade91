export interface ParkingLimits {
  /** How many jobs may be parked at a time, and how many bytes their bodies may have had together. */
  readonly parkedMax: number;
  readonly parkedBytesMax: number;
}

/** Room for jobs that wait for people: each keeps its place in memory, so there is an end to it. */
export class ParkingLot {
  readonly #limits: ParkingLimits;
  #count = 0;
  #bytes = 0;

  constructor(limits: ParkingLimits) {
    this.#limits = limits;
  }

  /** Jobs that are parked. */
  get count(): number {
    return this.#count;
  }

  /** Takes a job in; the returned function lets it out again, once. Null where there is no room. The first may be of any size. */
  enter(byteCount: number): (() => void) | null {
    const { parkedMax, parkedBytesMax } = this.#limits;
    if (this.#count >= parkedMax || (this.#count > 0 && this.#bytes + byteCount > parkedBytesMax)) {
      return null;
    }
    this.#count += 1;
    this.#bytes += byteCount;
    let isInside = true;
    return () => {
      if (isInside) {
        isInside = false;
        this.#count -= 1;
        this.#bytes -= byteCount;
      }
    };
  }
}
