export interface MalformedCell {
  /** Line on which the record starts; the header's is 1. */
  readonly line: number;
  readonly column: string;
}

const MAX_PLACES = 100;

/** Counts malformed cells, and remembers where the first hundred are. */
export class MalformedCells {
  count = 0;
  readonly places: MalformedCell[] = [];

  add(place: MalformedCell): void {
    this.count++;
    if (this.places.length < MAX_PLACES) this.places.push(place);
  }
}
