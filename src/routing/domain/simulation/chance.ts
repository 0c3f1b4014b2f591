/**
 * A number in [0, 1) for an order at a place, the same for the same seed whatever else is asked and
 * whoever decides: common random numbers, so that policies differ by what they do and not by luck
 * (the finaliser of MurmurHash3 over the four numbers). `before`: so often the place declined it;
 * asked anew it has other luck.
 */
export function chanceOf(
  seed: number,
  of: { order: number; group: number; locationId: number; before: number },
): number {
  let hash = mixed(seed ^ 0x9e3779b9)
  hash = mixed(hash ^ of.order)
  hash = mixed(hash ^ (of.group + 0x7f4a7c15))
  hash = mixed(hash ^ of.locationId)
  return (of.before === 0 ? hash : mixed(hash ^ of.before)) / 2 ** 32
}

function mixed(value: number): number {
  let hash = value >>> 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
