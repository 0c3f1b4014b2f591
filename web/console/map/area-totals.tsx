import { useFormats } from '../../lib/session.tsx'
import { countryName } from '../locations/countries.ts'
import { useWords } from '../words/index.ts'
import type { Areas, Total } from './areas.ts'
import css from './map.module.css'

/** How much there is in each country or region; pressing shows its locations only. */
export function AreaTotals(of: {
  kind: Areas['kind']
  totals: readonly Total[]
  chosen: string | undefined
  onChoose: (area: string | undefined) => void
}) {
  const { map: said } = useWords()
  const { number, language } = useFormats()
  const { kind, chosen } = of
  const nameOf = (area: string) => {
    if (area === '') return said.noRegion
    return kind === 'country' ? countryName(language, area) : area
  }
  return (
    <div className={css['areas']} role="group" aria-label={said.areas[kind]}>
      <strong className="small">{said.areas[kind]}</strong>
      {of.totals.map(({ area, places, units }) => (
        <button
          key={area}
          type="button"
          className={css['entry']}
          aria-pressed={area === chosen}
          title={said.locations(places)}
          onClick={() => of.onChoose(area === chosen ? undefined : area)}
        >
          <span className="clip">{nameOf(area)}</span>
          <span className={css['number']}>{units === null ? '' : number(units)}</span>
        </button>
      ))}
    </div>
  )
}
