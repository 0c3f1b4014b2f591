import { useState } from 'react'
import { useFormats } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Table } from '../inventory/table.tsx'
import { useWords } from '../words/index.ts'
import { Intervals, Value } from './differs.tsx'
import type { OfCompared } from './outcomes.tsx'
import { differenceOf, inAll, type Difference } from './rows.ts'
import { rounded } from './said.ts'
import css from './simulator.module.css'

const FIRST = 10

/** Which locations have how much to do, by each policy. */
export function Load({ outcomes, names, orders }: Omit<OfCompared, 'currency'>) {
  const { simulator } = useWords()
  const said = simulator.load
  const formats = useFormats()
  const [isWhole, setWhole] = useState(false)
  const differs = (by: number, paired: Paired | null | undefined): Difference | undefined => {
    if (by === 0) return undefined
    const of = { text: rounded(formats.language), better: 'neither', said: simulator } as const
    return differenceOf(by, inAll(paired, orders), of)
  }
  const places = placesOf(outcomes, differs)
  const shown = isWhole ? places : places.slice(0, FIRST)
  const most = Math.max(1, ...places.flatMap(({ loads }) => loads.map(({ parcels }) => parcels)))
  if (places.length === 0) return null
  return (
    <section className={css['part']}>
      <h2>{said.title}</h2>
      <Intervals of={shown.flatMap(({ loads }) => loads.map(({ difference }) => difference))} />
      <Table
        label={said.title}
        head={[
          { says: said.location },
          ...names.map((name) => ({ says: said.parcels(name), isEnd: true as const })),
        ]}
      >
        {shown.map(({ code, name, loads }) => (
          <tr key={code}>
            <th scope="row">{name}</th>
            {loads.map((load) => (
              <td key={load.policy} data-end>
                <Value
                  cell={{
                    text: formats.number(load.parcels),
                    ...(load.difference && { difference: load.difference }),
                  }}
                  bar={
                    <span className={css['bar']} aria-hidden="true">
                      <span style={{ inlineSize: `${(load.parcels / most) * 100}%` }} />
                    </span>
                  }
                />
                {load.busiestDay !== undefined && (
                  <p className="small">
                    {said.busiest} {formats.number(load.busiestDay)}
                  </p>
                )}
              </td>
            ))}
          </tr>
        ))}
      </Table>
      {places.length > FIRST && !isWhole && (
        <Button look="quiet" onClick={() => setWhole(true)}>
          {said.more(places.length - FIRST)}
        </Button>
      )}
    </section>
  )
}

type Paired = NonNullable<OfCompared['outcomes'][number]['load'][number]['against']>
type Differs = (by: number, paired: Paired | null | undefined) => Difference | undefined

function placesOf(outcomes: OfCompared['outcomes'], differs: Differs) {
  const names = new Map<string, string>()
  for (const { load } of outcomes) for (const { location, name } of load) names.set(location, name)
  const places = [...names].map(([code, name]) => {
    const hereIn = (load: OfCompared['outcomes'][number]['load']) => {
      return load.find(({ location }) => location === code)
    }
    const first = hereIn(outcomes[0]!.load)?.parcels ?? 0
    const loads = outcomes.map(({ policy, load }) => {
      const here = hereIn(load)
      const parcels = here?.parcels ?? 0
      // What a location has nothing of on no day is nothing on its busiest.
      const days = load.some(({ busiestDay }) => busiestDay !== undefined)
      const busiestDay = days ? (here?.busiestDay ?? 0) : undefined
      const difference = policy === 0 ? undefined : differs(parcels - first, here?.against)
      return { policy, parcels, busiestDay, difference }
    })
    return { code, name, loads, sum: loads.reduce((all, load) => all + load.parcels, 0) }
  })
  return places.toSorted((a, b) => b.sum - a.sum || a.name.localeCompare(b.name))
}
