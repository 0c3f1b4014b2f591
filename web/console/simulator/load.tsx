import { useState } from 'react'
import { useFormats } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Table } from '../inventory/table.tsx'
import { useWords } from '../words/index.ts'
import type { OfCompared } from './outcomes.tsx'
import css from './simulator.module.css'

const FIRST = 10

/** Which locations have how much to do, by each policy. */
export function Load({ outcomes, names }: Omit<OfCompared, 'currency'>) {
  const said = useWords().simulator.load
  const formats = useFormats()
  const [isWhole, setWhole] = useState(false)
  const places = placesOf(outcomes)
  const shown = isWhole ? places : places.slice(0, FIRST)
  const most = Math.max(1, ...places.flatMap(({ loads }) => loads.map(({ parcels }) => parcels)))
  if (places.length === 0) return null
  return (
    <section className={css['part']}>
      <h2>{said.title}</h2>
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
                <span className={css['bar']} aria-hidden="true">
                  <span style={{ inlineSize: `${(load.parcels / most) * 100}%` }} />
                </span>
                <span className="number">{formats.number(load.parcels)}</span>
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

function placesOf(outcomes: OfCompared['outcomes']) {
  const names = new Map<string, string>()
  for (const { load } of outcomes) for (const { location, name } of load) names.set(location, name)
  const places = [...names].map(([code, name]) => {
    const loads = outcomes.map(({ policy, load }) => {
      const here = load.find(({ location }) => location === code)
      // What a location has nothing of on no day is nothing on its busiest.
      const days = load.some(({ busiestDay }) => busiestDay !== undefined)
      const busiestDay = days ? (here?.busiestDay ?? 0) : undefined
      return { policy, parcels: here?.parcels ?? 0, busiestDay }
    })
    return { code, name, loads, sum: loads.reduce((all, load) => all + load.parcels, 0) }
  })
  return places.toSorted((a, b) => b.sum - a.sum || a.name.localeCompare(b.name))
}
