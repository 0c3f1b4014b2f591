import { useWords } from '../words/index.ts'
import type { Circle } from './circles.tsx'
import type { Size } from './geometry.ts'
import { useLines } from './said.ts'
import css from './map.module.css'

/** Room that a tip takes at most. */
const WIDTH = 240

/** What a location is and how it does, beside its circle. */
export function Tip(of: { circle: Circle; what: string | undefined; size: Size }) {
  const { map: said } = useWords()
  const lines = useLines(of.what)
  const { at, r, spot } = of.circle
  const isAtEnd = at[0] + r + WIDTH > of.size.width
  const x = isAtEnd ? at[0] - r - 10 : at[0] + r + 10
  const y = Math.min(Math.max(at[1], 44), Math.max(of.size.height - 44, 44))
  return (
    <div
      className={css['tip']}
      dir={document.documentElement.dir}
      aria-hidden="true"
      style={{ transform: `translate(${x}px, ${y}px) translate(${isAtEnd ? '-100%' : '0'}, -50%)` }}
    >
      <strong>{spot.location.name}</strong>
      <span className={css['tipHealth']} data-health={spot.health}>
        {said.healths[spot.health]}
      </span>
      {lines(spot).map((line) => (
        <span key={line} className="small">
          {line}
        </span>
      ))}
    </div>
  )
}
