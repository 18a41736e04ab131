export interface MalformedCell {
  /** Line on which the record starts; the first of the file is 1. */
  readonly line: number;
  readonly column: string;
}

const MAX_PLACES = 100;

/** Counts malformed cells, and keeps the places of the first hundred. */
export class MalformedCells {
  count = 0;
  readonly places: MalformedCell[] = [];

  add(place: MalformedCell): void {
    this.count++;
    if (this.places.length < MAX_PLACES) this.places.push(place);
  }
}
