import { listed } from '../../lib/listed.ts'
import { useFormats } from '../../lib/session.tsx'
import type { DecisionRecord } from '../order/why.ts'
import { useDrawing } from '../map/use-places.ts'
import { useWords } from '../words/index.ts'
import css from './routing.module.css'

export type Spot = { id: number; name: string; point: [lon: number, lat: number] }

/** Around the places, as a share of what they span. */
const RIM = 0.12
/** How high the picture is at least, in widths: places in one row are a map too. */
const LEAST = 0.45

/** Where the places are that could serve it, those that do filled and named. */
export default function TrialMap({
  spots,
  to,
  record,
}: {
  spots: readonly Spot[]
  /** Where it goes, where that is known. */
  to: Spot['point'] | undefined
  record: DecisionRecord
}) {
  const said = useWords().routing.test
  const { language } = useFormats()
  const { places, box, land } = useDrawing(to ? [...spots, { point: to }] : spots)
  const chosen = new Set(record.chosen.map(({ locationId }) => locationId))
  const names = spots.filter(({ id }) => chosen.has(id)).map(({ name }) => name)
  const [[left, top], [right, bottom]] = [box.from, box.to]
  const rim = RIM * Math.max(right - left, bottom - top)
  const width = Math.max(right - left, LEAST * (bottom - top)) + 2 * rim
  const height = Math.max(bottom - top, LEAST * (right - left)) + 2 * rim
  const from = [(left + right - width) / 2, (top + bottom - height) / 2]
  const size = Math.max(width, height) / 100
  return (
    <svg
      className={css['map']}
      viewBox={[...from, width, height].join(' ')}
      role="img"
      aria-label={said.map(listed(language, names))}
    >
      {land && <path className={css['land']} d={land.land} />}
      {land && <path className={css['borders']} d={land.borders} strokeWidth={size / 4} />}
      {spots.map(({ id, name }, i) => {
        const [x, y] = places[i]!
        const isChosen = chosen.has(id)
        return (
          <g key={id} className={css['spot']} data-chosen={isChosen || undefined}>
            <circle cx={x} cy={y} r={isChosen ? 1.8 * size : 1.1 * size} strokeWidth={size / 3} />
            {isChosen && (
              <text x={x} y={y - 2.8 * size} fontSize={3.6 * size}>
                {name}
              </text>
            )}
          </g>
        )
      })}
      {to && <Goal at={places[spots.length]!} size={size} />}
    </svg>
  )
}

/** A cross in a ring: no place, but where the goods go. */
function Goal({ at: [x, y], size }: { at: readonly [number, number]; size: number }) {
  const arm = 1.1 * size
  return (
    <g className={css['goal']} strokeWidth={size / 2.5}>
      <circle cx={x} cy={y} r={1.9 * size} />
      <path d={`M${x - arm} ${y}h${2 * arm}M${x} ${y - arm}v${2 * arm}`} />
    </g>
  )
}
