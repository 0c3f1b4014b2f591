import type { ReactNode } from 'react'
import { useAddress } from '../../lib/use-address.ts'
import { Chips } from '../../ui/chips.tsx'
import { SelectField } from '../../ui/form/field.tsx'
import { useWords } from '../words/index.ts'
import type { Outcome } from './rows.ts'
import { TERMS, type ChangesFilter } from './use-simulations.ts'
import css from './simulator.module.css'

const WAYS = ['all', 'better', 'worse'] as const

/** Which of the changed orders are to be seen; what is not asked for is left out. */
export function useFilter(): ChangesFilter {
  const [address] = useAddress()
  const way = WAYS.find((one) => one === address['way'] && one !== 'all') as ChangesFilter['way']
  const term = TERMS.find((one) => one === address['term'])
  const location = address['location']
  return {
    ...(way !== undefined && { way }),
    ...(term !== undefined && { term }),
    ...(location !== undefined && { location }),
  }
}

/** Cheaper or dearer, by what of the cost, and which place serves it before or after. */
export function Narrow({ outcomes, chips }: { outcomes: readonly Outcome[]; chips: ReactNode }) {
  const { simulator } = useWords()
  const said = simulator.changes
  const [, change] = useAddress()
  const filter = useFilter()
  const select = (name: 'term' | 'location') => ({
    label: said[name],
    value: filter[name] ?? '',
    onChange: (event: { currentTarget: { value: string } }) => {
      change({ [name]: event.currentTarget.value || undefined }, true)
    },
  })
  const terms = termsOf(outcomes).map((term) => ({ value: term, label: simulator.terms[term] }))
  return (
    <>
      <div className="line">
        {chips}
        <Chips
          label={said.difference}
          chips={WAYS.map((id) => ({ id, label: said.ways[id] }))}
          chosen={filter.way ?? 'all'}
          onChoose={(id) => change({ way: id === 'all' ? undefined : id }, true)}
        />
      </div>
      <div className={css['filters']}>
        <SelectField {...select('term')} choices={[{ value: '', label: said.anyTerm }, ...terms]} />
        <SelectField
          {...select('location')}
          choices={[{ value: '', label: said.anyLocation }, ...placesOf(outcomes)]}
        />
      </div>
    </>
  )
}

/** In the order in which they are told everywhere; those that are nowhere are left out. */
function termsOf(outcomes: readonly Outcome[]) {
  const own = new Set(outcomes.flatMap(({ cost }) => cost.terms.map(({ term }) => term)))
  return TERMS.filter((term) => own.has(term))
}

function placesOf(outcomes: readonly Outcome[]) {
  const names = new Map(
    outcomes.flatMap(({ load }) => load.map(({ location, name }) => [location, name])),
  )
  return [...names]
    .map(([value, label]) => ({ value, label }))
    .toSorted((a, b) => a.label.localeCompare(b.label))
}
