/** By distance, from 1 to 15: the order in which the last bytes repeat in sixteen, and how many of them are whole repetitions. */
const ORDERS: usize = memory.data(16 * 16, 16);
const STEPS: usize = memory.data(16);

for (let distance = 1; distance < 16; distance++) {
  for (let index = 0; index < 16; index++) store<u8>(ORDERS + 16 * distance + index, <u8>(index % distance));
  store<u8>(STEPS + distance, <u8>(16 - (16 % distance)));
}

/** Repeats earlier output. Writes up to sixteen bytes too far, which are overwritten later. @returns the end */
export function copyMatch(target: usize, distance: usize, length: usize): usize {
  const end = target + length;
  let to = target;
  if (distance >= 16) {
    let from = target - distance;
    do {
      v128.store(to, v128.load(from));
      from += 16;
      to += 16;
    } while (to < end);
    return end;
  }
  const pattern = v128.swizzle(v128.load(target - distance), v128.load(ORDERS + 16 * distance));
  const step: usize = load<u8>(STEPS + distance);
  do {
    v128.store(to, pattern);
    to += step;
  } while (to < end);
  return end;
}
