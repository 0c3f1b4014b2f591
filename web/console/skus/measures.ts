type Measures = {
  /** `850 g`, `1.2 kg`. */
  weight(grams: number): string
  /** `35 × 35 × 30 cm`, of what is known; undefined where nothing is. */
  size(of: Sides): string | undefined
  /** `40 %`. */
  share(percent: number): string
}

type Sides = { lengthMm: number | null; widthMm: number | null; heightMm: number | null }

const GRAMS = 1000
const MM = 10

/** Weights, sizes and shares in the units that people use, as their language writes them. */
export function measuresOf(language: string): Measures {
  const unit = (name: string, digits: number) =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit: name,
      unitDisplay: 'short',
      maximumFractionDigits: digits,
    })
  const [grams, kilos, centimetres] = [unit('gram', 0), unit('kilogram', 2), unit('centimeter', 1)]
  const share = new Intl.NumberFormat(language, { style: 'percent' })
  const plain = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  return {
    weight: (weight) => (weight < GRAMS ? grams.format(weight) : kilos.format(weight / GRAMS)),
    size({ lengthMm, widthMm, heightMm }) {
      const sides = [lengthMm, widthMm, heightMm].filter((side) => side !== null)
      const last = sides.pop()
      if (last === undefined) return undefined
      return [...sides.map((side) => plain.format(side / MM)), centimetres.format(last / MM)].join(
        ' × ',
      )
    },
    share: (percent) => share.format(percent / 100),
  }
}
