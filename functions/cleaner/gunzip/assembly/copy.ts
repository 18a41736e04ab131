/** By distance, from 1 to 15: the order in which the last bytes repeat in sixteen, and how many of them are whole repetitions. */
const ORDERS: usize = memory.data(16 * 16, 16);
const STEPS: usize = memory.data(16);

for (let distance = 1; distance < 16; distance++) {
  for (let index = 0; index < 16; index++) store<u8>(ORDERS + 16 * distance + index, <u8>(index % distance));
  store<u8>(STEPS + distance, <u8>(16 - (16 % distance)));
}

/** Repeats earlier output. Writes up to 32 bytes too far, which are overwritten later. @returns the end */
export function copyMatch(target: usize, distance: usize, length: usize): usize {
  const end = target + length;
  if (distance >= 16) {
    let from = target - distance;
    // Most matches are not longer than this. To copy always so much is faster than to decide.
    v128.store(target, v128.load(from));
    v128.store(target, v128.load(from, 16), 16);
    for (let to = target + 32; to < end; to += 16) {
      from += 16;
      v128.store(to, v128.load(from, 16));
    }
    return end;
  }
  let to = target;
  const pattern = v128.swizzle(v128.load(target - distance), v128.load(ORDERS + 16 * distance));
  const step: usize = load<u8>(STEPS + distance);
  do {
    v128.store(to, pattern);
    to += step;
  } while (to < end);
  return end;
}
