/** Sorts numbers of four bytes: a shellsort, because there are only a few hundred. */
export function sort(first: usize, count: i32): void {
  for (let gap = count >> 1; gap > 0; gap = gap === 2 ? 1 : (gap * 5) / 11) {
    for (let index = gap; index < count; index++) {
      const value = load<u32>(first + ((<usize>index) << 2));
      let at = index;
      for (; at >= gap && load<u32>(first + ((<usize>(at - gap)) << 2)) > value; at -= gap)
        store<u32>(first + ((<usize>at) << 2), load<u32>(first + ((<usize>(at - gap)) << 2)));
      store<u32>(first + ((<usize>at) << 2), value);
    }
  }
}
