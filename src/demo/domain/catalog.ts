import { drawingOf } from './drawings/index.ts'
import { randomOf, shareOf, type Random } from './random.ts'

/** What is sold, and how much it is asked for. */
export type DemoSku = {
  code: string
  name: string
  category: string
  weightG: number
  lengthMm: number
  widthMm: number
  heightMm: number
  /** Of the product whose variant it is. */
  product: string
  options: { colour: string; size: string }
  /** What it is, by its two letters, and the name of its style: how it is drawn. */
  look: { kind: string; name: string }
  /** Price in cents, in every currency. */
  price: number
  /** Its style's rank: the first sells most. */
  style: number
}

type Kind = {
  code: string
  noun: string
  category: string
  /** Each size, and by how much it is heavier and dearer than the first. */
  sizes: readonly [size: string, factor: number][]
  grams: number
  mm: readonly [length: number, width: number, height: number]
  cents: number
}

const worn: Kind['sizes'] = [
  ['XS', 1],
  ['S', 1],
  ['M', 1],
  ['L', 1],
  ['XL', 1],
]
const two = (small: string, large: string, factor: number): Kind['sizes'] => [
  [small, 1],
  [large, factor],
]

type Row = readonly [
  code: string,
  noun: string,
  category: string,
  sizes: Kind['sizes'],
  grams: number,
  mm: Kind['mm'],
  cents: number,
]

const clothing: readonly Row[] = [
  ['TS', 'T-shirt', 'Tops', worn, 180, [300, 220, 20], 1990],
  ['SH', 'shirt', 'Tops', worn, 240, [320, 240, 30], 3990],
  ['JU', 'jumper', 'Knitwear', worn, 480, [350, 280, 70], 5990],
  ['CD', 'cardigan', 'Knitwear', worn, 520, [350, 280, 80], 6490],
  ['TR', 'trousers', 'Trousers', worn, 450, [380, 260, 50], 5490],
  ['JE', 'jeans', 'Trousers', worn, 620, [380, 260, 60], 6990],
  ['DR', 'dress', 'Dresses', worn, 350, [380, 280, 40], 6990],
  ['SK', 'skirt', 'Dresses', worn, 280, [330, 260, 30], 4490],
  ['JA', 'jacket', 'Outerwear', worn, 900, [420, 320, 100], 11_990],
  ['CO', 'coat', 'Outerwear', worn, 1400, [480, 360, 130], 18_990],
]

const home: readonly Row[] = [
  ['CU', 'cushion', 'Textiles', two('40 cm', '50 cm', 1.4), 450, [400, 400, 150], 2290],
  ['TH', 'throw', 'Textiles', [['130 cm', 1]], 1100, [400, 300, 120], 5990],
  ['TO', 'towel', 'Bath', two('hand', 'bath', 2), 260, [300, 250, 60], 1290],
  ['BL', 'bed linen', 'Bedroom', two('single', 'double', 1.5), 1200, [380, 280, 80], 5990],
  ['MU', 'mugs, set of 4', 'Table', [['0.3 l', 1]], 1500, [250, 250, 120], 2990],
  ['BW', 'bowl', 'Table', two('small', 'large', 1.8), 480, [180, 180, 80], 1490],
  ['LA', 'table lamp', 'Lighting', [['45 cm', 1]], 1900, [300, 300, 480], 7990],
  ['VA', 'vase', 'Decoration', two('low', 'tall', 1.6), 900, [160, 160, 300], 2490],
  ['RU', 'rug', 'Textiles', two('120 cm', '170 cm', 1.9), 4200, [1250, 220, 220], 8990],
  ['CA', 'candle', 'Decoration', two('30 h', '60 h', 1.7), 320, [100, 100, 110], 1590],
  ['MI', 'mirror', 'Decoration', two('60 cm', '80 cm', 1.5), 3800, [650, 650, 60], 7990],
  ['BK', 'basket', 'Storage', two('small', 'large', 1.5), 700, [350, 350, 300], 2190],
]

const styles = [
  'Alder,Aster,Birch,Bramble,Briar,Cedar,Clover,Cove,Dune,Elm,Fern,Fjord,Flint,Glen,Hazel,Heath',
  'Heron,Iris,Ivy,Juniper,Kelp,Larch,Lark,Linden,Loam,Maple,Meadow,Moss,Oriole,Osier,Pebble',
  'Quince,Reed,Ridge,Robin,Rowan,Rush,Saffron,Sedge,Shale,Sorrel,Spruce,Tarn,Teasel,Thistle',
  'Thrush,Tidal,Vale,Wharf,Willow,Wren,Yarrow',
].flatMap((names) => names.split(','))

const colours = [
  ['navy', 'NVY'],
  ['charcoal', 'CHA'],
  ['sand', 'SND'],
  ['sage', 'SAG'],
  ['rust', 'RST'],
  ['ivory', 'IVO'],
  ['black', 'BLK'],
  ['plum', 'PLM'],
  ['sky', 'SKY'],
  ['ochre', 'OCH'],
] as const

const COLOURS_EACH = 4
/** Two thirds are clothing. */
const CLOTHING = 2 / 3

export function skusOf(seed: number, count: number): DemoSku[] {
  const random = randomOf(seed, 'catalog')
  const worns = Math.round(count * CLOTHING)
  return [...rangeOf(random, clothing, worns, 0), ...rangeOf(random, home, count - worns, 1)]
}

/** The drawing of a SKU (SVG): all sizes of a colour look the same, styles differ a little. */
export function pictureOf({ options: { colour }, look: { kind, name } }: DemoSku): string {
  return drawingOf({ kind, colour, share: shareOf(name) })
}

/** Style after style, of each kind in turn, until there are enough. */
function rangeOf(random: Random, rows: readonly Row[], count: number, odd: number): DemoSku[] {
  const skus: DemoSku[] = []
  for (let n = 0; skus.length < count; n += 1) {
    const kind = kindOf(rows[n % rows.length]!)
    const name = styles[Math.floor(n / rows.length) % styles.length]!
    skus.push(...variantsOf(random, kind, { name, rank: n * 2 + odd }))
  }
  return skus.slice(0, count)
}

function kindOf([code, noun, category, sizes, grams, mm, cents]: Row): Kind {
  return { code, noun, category, sizes, grams, mm, cents }
}

function variantsOf(random: Random, kind: Kind, of: { name: string; rank: number }): DemoSku[] {
  const dearer = 0.8 + random.next() * 0.6
  const first = random.between(0, colours.length - 1)
  const [length, width, height] = kind.mm
  return Array.from({ length: COLOURS_EACH }, (_, i) => colours[(first + i * 3) % colours.length]!)
    .flatMap((colour) => kind.sizes.map((size) => ({ colour, size })))
    .map(({ colour: [colour, short], size: [size, factor] }) => ({
      code: `${kind.code}-${of.name.toUpperCase()}-${short}-${size.replaceAll(/\W/g, '')}`,
      name: `${of.name} ${kind.noun}, ${colour}, ${size}`,
      category: kind.category,
      weightG: Math.round(kind.grams * factor),
      lengthMm: Math.round(length * Math.cbrt(factor)),
      widthMm: Math.round(width * Math.cbrt(factor)),
      heightMm: Math.round(height * Math.cbrt(factor)),
      product: `${kind.code}-${of.name.toUpperCase()}`,
      options: { colour, size },
      look: { kind: kind.code, name: of.name },
      price: Math.round((kind.cents * factor * dearer) / 100) * 100 - 10,
      style: of.rank,
    }))
}
