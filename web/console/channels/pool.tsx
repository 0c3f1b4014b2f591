import { useQuery } from '@tanstack/react-query'
import { answerOf, api } from '../../lib/api.ts'
import { CheckField } from '../../ui/form/field.tsx'
import { useWords } from '../words/index.ts'
import css from './channels.module.css'

export type Pool = readonly { location: string; priority: number }[]

/** The places whose stock a channel may sell; a place that is added comes last. */
export function PoolField({ pool, onChange }: { pool: Pool; onChange: (pool: Pool) => void }) {
  const { channels: said } = useWords()
  const { data } = useQuery({
    queryKey: ['network', 'locations', 'all'],
    queryFn: ({ signal }) => {
      return answerOf(api.GET('/v1/locations', { params: { query: { limit: 200 } }, signal }))
    },
  })
  const locations = data?.items ?? []
  const last = Math.max(0, ...pool.map(({ priority }) => priority))
  const add = (codes: readonly string[]) => {
    onChange([...pool, ...codes.map((location, n) => ({ location, priority: last + n + 1 }))])
  }
  const missing = locations.filter(({ code }) => !pool.some(({ location }) => location === code))
  return (
    <fieldset className={css['pool']}>
      <legend>
        {said.pool} <span className="quiet">{said.poolCount(pool.length)}</span>
      </legend>
      <p className="small">{said.poolHint}</p>
      <div className={css['places']}>
        <CheckField
          label={said.all}
          checked={missing.length === 0 && locations.length > 0}
          onChange={() =>
            missing.length > 0 ? add(missing.map(({ code }) => code)) : onChange([])
          }
        />
        {locations.map(({ code, name }) => (
          <CheckField
            key={code}
            label={name}
            checked={pool.some(({ location }) => location === code)}
            onChange={(event) =>
              event.currentTarget.checked
                ? add([code])
                : onChange(pool.filter(({ location }) => location !== code))
            }
          />
        ))}
      </div>
    </fieldset>
  )
}
