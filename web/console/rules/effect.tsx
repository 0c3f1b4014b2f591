import { useDeferredValue, useState } from 'react'
import { Problem } from '../../lib/api.ts'
import { useFormats } from '../../lib/session.tsx'
import { SelectField, TextField } from '../../ui/form/field.tsx'
import { Section } from '../../ui/steps.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { Table } from '../inventory/table.tsx'
import { useNames } from '../orders/use-names.ts'
import { saysOf } from '../shell/fault.tsx'
import { useSuggested } from '../skus/use-suggested.tsx'
import { useWords } from '../words/index.ts'
import { useEffects, type RuleDraft } from './use-rules.ts'
import css from './rules.module.css'

type Effects = NonNullable<ReturnType<typeof useEffects>['data']>
type Side = Effects['live']
type Place = Side['locations'][number]

/** What a channel can sell of one SKU now, and what it could with the draft, each with why. */
export function Effect({ draft }: { draft: RuleDraft }) {
  const { rules, shell } = useWords()
  const said = rules.effect
  const names = useNames()
  const first = draft.items.map(({ after, before }) => after ?? before)
  const [sku, setSku] = useState(first.find((rule) => rule?.sku)?.sku ?? '')
  const [chosen, setChosen] = useState(first.find((rule) => rule?.channel)?.channel ?? '')
  const channel = chosen || (names.channels[0]?.value ?? '')
  const asked = useDeferredValue(sku.trim())
  const suggested = useSuggested(sku)
  const { data, error, isFetching } = useEffects({ sku: asked, channel, version: draft.version })
  return (
    <Section title={said.title}>
      <div className="pair">
        <SelectField
          label={rules.channel}
          value={channel}
          choices={names.channels}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
        <TextField
          label={rules.sku}
          list={suggested.list}
          spellCheck={false}
          autoComplete="off"
          value={sku}
          onChange={(event) => setSku(event.currentTarget.value)}
        />
        {suggested.options}
      </div>
      {asked === '' ? (
        <p className="quiet">{said.says}</p>
      ) : data ? (
        <Compared effects={data} />
      ) : error ? (
        <Unknown error={error} />
      ) : (
        isFetching && <Skeleton rows={3} label={shell.list.loading} />
      )}
    </Section>
  )
}

function Unknown({ error }: { error: Error }) {
  const words = useWords()
  const isUnknown = error instanceof Problem && error.status === 404
  return (
    <p className="quiet" role="status">
      {isUnknown ? words.rules.effect.unknown : saysOf(error, words)}
    </p>
  )
}

function Compared({ effects: { live, draft } }: { effects: Effects }) {
  const { rules } = useWords()
  const said = rules.effect
  const { number } = useFormats()
  const names = useNames()
  const after = new Map(draft.locations.map((place) => [place.location, place]))
  const isSame = JSON.stringify(live) === JSON.stringify(draft)
  return (
    <>
      <p className={css['total']} role="status">
        {said.sellable} <strong>{number(live.available)}</strong>
        {' → '}
        <strong>{number(draft.available)}</strong>
      </p>
      {isSame && <p className="quiet">{said.same}</p>}
      <Over side={draft} />
      {live.locations.length === 0 ? (
        <p className="quiet">{said.none}</p>
      ) : (
        <Table
          isCompact
          label={said.title}
          head={[
            { says: rules.place },
            { says: said.live, isEnd: true },
            { says: said.draft, isEnd: true },
          ]}
        >
          {live.locations.map((place) => {
            const then = after.get(place.location) ?? place
            return (
              <tr key={place.location}>
                <th scope="row">
                  {names.location(place.location)}
                  <Why place={then} />
                </th>
                <td data-end>{number(place.sellable)}</td>
                <td data-end>
                  {then.sellable === place.sellable ? (
                    number(then.sellable)
                  ) : (
                    <strong>{number(then.sellable)}</strong>
                  )}
                </td>
              </tr>
            )
          })}
        </Table>
      )}
    </>
  )
}

/** The rule that says so, with the draft. */
function Why({ place }: { place: Place }) {
  const { rules } = useWords()
  const { number } = useFormats()
  const { barred, barredRule, safety, safetyRule, aside, asideRule } = place
  if (barred !== null) {
    return (
      <p className={css['why']}>{rules.effect.barred(barredRule?.name ?? rules.anotherRule)}</p>
    )
  }
  const nameOf = (rule: Place['safetyRule']) => rule?.name ?? rules.anotherRule
  return (
    <>
      {safety > 0 && (
        <p className={css['why']}>{rules.effect.kept(number(safety), nameOf(safetyRule))}</p>
      )}
      {aside > 0 && (
        <p className={css['why']}>{rules.effect.aside(number(aside), nameOf(asideRule))}</p>
      )}
    </>
  )
}

function Over({ side }: { side: Side }) {
  const { threshold, thresholdRule, quotaLeft, quotaRule } = side
  const { rules } = useWords()
  const { number } = useFormats()
  const nameOf = (rule: Side['quotaRule']) => rule?.name ?? rules.anotherRule
  return (
    <>
      {threshold > 0 && (
        <p className="quiet">{rules.effect.threshold(number(threshold), nameOf(thresholdRule))}</p>
      )}
      {quotaLeft !== null && (
        <p className="quiet">{rules.effect.quota(number(quotaLeft), nameOf(quotaRule))}</p>
      )}
    </>
  )
}
