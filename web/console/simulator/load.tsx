import { useState } from 'react'
import { useFormats } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Table } from '../inventory/table.tsx'
import { useWords } from '../words/index.ts'
import { policyName } from './said.ts'
import type { Simulation } from './use-simulations.ts'
import css from './simulator.module.css'

const FIRST = 10

/** Which locations have how much to do, by each policy. */
export function Load(of: { simulation: Simulation; result: NonNullable<Simulation['result']> }) {
  const { simulator } = useWords()
  const said = simulator.load
  const formats = useFormats()
  const [isWhole, setWhole] = useState(false)
  const { policies } = of.result
  const places = placesOf(policies)
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
          ...policies.map(({ policy }) => ({
            says: said.parcels(policyName(of.simulation.policies[policy]!, simulator, formats)),
            isEnd: true as const,
          })),
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
                <p className="small">
                  {said.busiest} {formats.number(load.busiestDay)}
                </p>
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

type Policies = NonNullable<Simulation['result']>['policies']

function placesOf(policies: Policies) {
  const names = new Map<string, string>()
  for (const { load } of policies) for (const { location, name } of load) names.set(location, name)
  const places = [...names].map(([code, name]) => {
    const loads = policies.map(({ policy, load }) => {
      const here = load.find(({ location }) => location === code)
      return { policy, parcels: here?.parcels ?? 0, busiestDay: here?.busiestDay ?? 0 }
    })
    return { code, name, loads, sum: loads.reduce((all, load) => all + load.parcels, 0) }
  })
  return places.toSorted((a, b) => b.sum - a.sum || a.name.localeCompare(b.name))
}
