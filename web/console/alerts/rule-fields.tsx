import { CheckField, Field, SelectField, TextField } from '../../ui/form/field.tsx'
import { SearchSelect } from '../../ui/form/search-select.tsx'
import { usePlaces } from '../inventory/use-places.ts'
import { useGroups } from '../locations/use-choices.ts'
import { choicesWith } from '../rules/draft.ts'
import { TagField } from '../shell/tag-field.tsx'
import { useCategories } from '../skus/categories.tsx'
import { useSuggested } from '../skus/use-suggested.tsx'
import { useWords } from '../words/index.ts'
import { KINDS, type Kind } from './asked.ts'
import { hasLimit, type Draft, type Fault } from './rule-draft.ts'
import { hasTask } from './rule-said.ts'

type Props = {
  draft: Draft
  set: (changed: Partial<Draft>) => void
  /** What the form itself finds wrong. */
  faultOf: (field: Fault) => string | undefined
  /** What the server does. */
  faultAt: (pointer: string) => string | undefined
  /** What it tells of is said once, when it is made. */
  isNew?: boolean
}

/** A rule: what it tells of, which stock it is about, when it counts. */
export function RuleFields(props: Props) {
  const said = useWords().alerts.rules
  const { draft, set, faultOf, faultAt } = props
  return (
    <>
      <TextField
        label={said.name}
        hint={said.nameHint}
        fault={faultOf('name') ?? faultAt('/name')}
        maxLength={100}
        autoComplete="off"
        value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TellFields {...props} />
      <WhichFields {...props} />
      <WhenFields {...props} />
      <CheckField
        label={said.task}
        hint={hasTask(draft.kind) ? said.taskAlways : said.taskHint}
        disabled={hasTask(draft.kind)}
        checked={draft.raisesTask || hasTask(draft.kind)}
        onChange={(event) => set({ raisesTask: event.currentTarget.checked })}
      />
    </>
  )
}

/** What it tells of, with its limit; nothing where neither can be said. */
function TellFields({ draft, set, faultOf, faultAt, isNew = false }: Props) {
  const { alerts } = useWords()
  const said = alerts.rules
  if (!isNew && !hasLimit(draft.kind)) return null
  return (
    <div className="pair">
      {isNew && (
        <SelectField
          label={said.kind}
          hint={said.kindSays[draft.kind]}
          value={draft.kind}
          choices={KINDS.map((value) => ({ value, label: alerts.kinds[value] }))}
          onChange={(event) => set({ kind: event.currentTarget.value as Kind })}
        />
      )}
      {hasLimit(draft.kind) && (
        <TextField
          label={said.threshold}
          hint={said.thresholdHint}
          fault={faultOf('threshold') ?? faultAt('/threshold')}
          inputMode="decimal"
          autoComplete="off"
          value={draft.threshold}
          onChange={(event) => set({ threshold: event.currentTarget.value })}
        />
      )}
    </div>
  )
}

/** Which stock, or whose feeds: all that is chosen must fit. */
function WhichFields(props: Props) {
  const { draft, set, faultAt } = props
  const said = useWords().alerts.rules
  const isOfFeed = draft.kind === 'overdue_feed'
  return (
    <fieldset className="part">
      <legend>{isOfFeed ? said.narrowFeeds : said.narrow}</legend>
      <p className="small">{said.narrowHint}</p>
      {!isOfFeed && (
        <>
          <SkuField sku={draft.sku} onChange={(sku) => set({ sku })} fault={faultAt('/sku')} />
          <SkuClassFields {...props} />
        </>
      )}
      <PlaceFields {...props} />
    </fieldset>
  )
}

function SkuClassFields({ draft, set, faultAt }: Props) {
  const { alerts, rules } = useWords()
  const said = alerts.rules
  const categories = useCategories().map(({ category }) => ({ value: category, label: category }))
  return (
    <div className="pair">
      <SelectField
        label={said.category}
        fault={faultAt('/category')}
        value={draft.category}
        choices={[{ value: '', label: said.any }, ...choicesWith(categories, draft.category)]}
        onChange={(event) => set({ category: event.currentTarget.value })}
      />
      <TagField
        of="sku"
        label={rules.form.skuTag}
        fault={faultAt('/skuTag')}
        value={draft.skuTag}
        onChange={(skuTag) => set({ skuTag })}
      />
    </div>
  )
}

function PlaceFields({ draft, set, faultAt }: Props) {
  const { alerts, locations, rules } = useWords()
  const said = alerts.rules
  const { choices } = usePlaces()
  const groups = useGroups().map(({ code, name }) => ({ value: code, label: name }))
  const kinds = Object.entries(locations.kinds).map(([value, label]) => ({ value, label }))
  const any = { value: '', label: said.any }
  return (
    <>
      <Field label={said.place} fault={faultAt('/location')}>
        {({ id }) => (
          <SearchSelect
            id={id}
            label={said.place}
            searchLabel={alerts.findPlace}
            none={alerts.noPlace}
            choices={[any, ...choices]}
            value={draft.location}
            onChoose={(location) => set({ location })}
          />
        )}
      </Field>
      <div className="pair">
        <SelectField
          label={rules.form.group}
          fault={faultAt('/group')}
          value={draft.group}
          choices={[any, ...choicesWith(groups, draft.group)]}
          onChange={(event) => set({ group: event.currentTarget.value })}
        />
        <SelectField
          label={said.locationKind}
          value={draft.locationKind}
          choices={[any, ...kinds]}
          onChange={(event) => set({ locationKind: event.currentTarget.value })}
        />
      </div>
      <TagField
        of="location"
        label={rules.form.locationTag}
        fault={faultAt('/locationTag')}
        value={draft.locationTag}
        onChange={(locationTag) => set({ locationTag })}
      />
    </>
  )
}

function SkuField(of: { sku: string; onChange: (sku: string) => void; fault: string | undefined }) {
  const said = useWords().alerts.rules
  const suggested = useSuggested(of.sku)
  return (
    <>
      <TextField
        label={said.sku}
        hint={said.skuHint}
        fault={of.fault}
        placeholder={said.any}
        list={suggested.list}
        spellCheck={false}
        autoComplete="off"
        value={of.sku}
        onChange={(event) => of.onChange(event.currentTarget.value)}
      />
      {suggested.options}
    </>
  )
}

function WhenFields({ draft, set, faultOf, faultAt, isNew = false }: Props) {
  const said = useWords().alerts.rules
  return (
    <fieldset className="part">
      <legend>{said.when}</legend>
      <div className="pair">
        <TextField
          type="date"
          label={said.fromDay}
          hint={isNew ? said.fromHint : undefined}
          fault={faultAt('/validFrom')}
          value={draft.from}
          onChange={(event) => set({ from: event.currentTarget.value })}
        />
        <TextField
          type="date"
          label={said.untilDay}
          hint={said.untilHint}
          fault={faultOf('until') ?? faultAt('/validUntil')}
          value={draft.until}
          onChange={(event) => set({ until: event.currentTarget.value })}
        />
      </div>
    </fieldset>
  )
}
