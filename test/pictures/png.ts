import { crc32, deflateSync, inflateSync } from 'node:zlib'

/**
 * Pictures of the documents as PNG with a palette: a third of the size of what the browser takes.
 * A screen has few colours that matter, so the 256 most frequent are kept as they are, and each
 * other one (the edges of letters) becomes the nearest of them.
 */
const COLOURS = 256
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const RGB = 2
const RGBA = 6
const PALETTE = 3

type Image = { width: number; height: number; pixels: Uint32Array }

export function withPalette(png: Buffer): Buffer {
  const image = decode(png)
  const counts = new Map<number, number>()
  for (const pixel of image.pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1)
  const palette = [...counts]
    .toSorted(([one, a], [other, b]) => b - a || one - other)
    .slice(0, COLOURS)
    .map(([pixel]) => pixel)
  const index = new Map(palette.map((pixel, n) => [pixel, n]))
  for (const pixel of counts.keys()) {
    if (!index.has(pixel)) index.set(pixel, nearest(pixel, palette))
  }
  return encode(image, palette, index)
}

function nearest(pixel: number, palette: readonly number[]): number {
  const distances = palette.map((other) => distance(pixel, other))
  return distances.indexOf(Math.min(...distances))
}

function distance(one: number, other: number): number {
  const red = (one >> 16) - (other >> 16)
  const green = ((one >> 8) & 255) - ((other >> 8) & 255)
  const blue = (one & 255) - (other & 255)
  return 3 * red * red + 6 * green * green + blue * blue
}

function encode(
  { width, height, pixels }: Image,
  palette: readonly number[],
  index: ReadonlyMap<number, number>,
): Buffer {
  const lines = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      lines[y * (width + 1) + 1 + x] = index.get(pixels[y * width + x]!)!
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, PALETTE], 8)
  const colours = Buffer.from(palette.flatMap((one) => [one >> 16, (one >> 8) & 255, one & 255]))
  const data = deflateSync(lines, { level: 9 })
  const chunks = [chunk('IHDR', header), chunk('PLTE', colours), chunk('IDAT', data)]
  return Buffer.concat([SIGNATURE, ...chunks, chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const whole = Buffer.alloc(named.length + 8)
  whole.writeUInt32BE(data.length, 0)
  named.copy(whole, 4)
  whole.writeUInt32BE(crc32(named), named.length + 4)
  return whole
}

/** What browsers take: eight bits a channel, not interlaced; how clear a pixel is, is left out. */
function decode(png: Buffer): Image {
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const [depth, type, , , interlaced] = png.subarray(24, 29)
  if (depth !== 8 || (type !== RGB && type !== RGBA) || interlaced !== 0) {
    throw new Error('a PNG of another kind')
  }
  const channels = type === RGB ? 3 : 4
  const lines = unfiltered(inflateSync(dataOf(png)), { height, stride: width * channels, channels })
  const pixels = new Uint32Array(width * height)
  for (let n = 0; n < pixels.length; n += 1) pixels[n] = lines.readUIntBE(n * channels, 3)
  return { width, height, pixels }
}

function dataOf(png: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at)
    const isData = png.toString('latin1', at + 4, at + 8) === 'IDAT'
    if (isData) parts.push(png.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  return Buffer.concat(parts)
}

/** Each line says by its first byte how its bytes differ from those before and above (PNG 9.2). */
function unfiltered(
  data: Buffer,
  { height, stride, channels }: { height: number; stride: number; channels: number },
): Buffer {
  const lines = Buffer.alloc(height * stride)
  for (let y = 0; y < height; y += 1) {
    const filter = data[y * (stride + 1)]!
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x
      const before = x < channels ? 0 : lines[at - channels]!
      const above = y === 0 ? 0 : lines[at - stride]!
      const corner = x < channels || y === 0 ? 0 : lines[at - stride - channels]!
      const guesses = [0, before, above, (before + above) >> 1, paeth(before, above, corner)]
      lines[at] = data[y * (stride + 1) + 1 + x]! + guesses[filter]!
    }
  }
  return lines
}

function paeth(before: number, above: number, corner: number): number {
  const [a, b, c] = [above - corner, before - corner, before + above - 2 * corner].map(Math.abs)
  if (a! <= b! && a! <= c!) return before
  return b! <= c! ? above : corner
}
