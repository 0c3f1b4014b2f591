import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { CheckField, Field, SelectField, TextField } from '../../ui/form/field.tsx'
import { SearchSelect } from '../../ui/form/search-select.tsx'
import { useNames } from '../orders/use-names.ts'
import { useWords } from '../words/index.ts'
import { Type } from './form-parts.tsx'
import { emptyLine, Lines } from './trial-lines.tsx'
import {
  CUSTOMERS,
  faultsOf,
  inventedOf,
  METHODS,
  type CustomerKind,
  type Method,
  type TypedOrder,
} from './invented.ts'
import { useChannels, type Asked } from './use-routing.ts'
import css from './routing.module.css'

type Props = { order: string; isBusy: boolean; onAsk: (asked: Asked) => void }

/** Which order is tried: one that is there, or a made-up one. */
export function TrialForm({ order, isBusy, onAsk }: Props) {
  const said = useWords().routing.test
  const [isMade, setMade] = useState(false)
  return (
    <div className={css['asking']}>
      <SelectField
        label={said.which}
        value={isMade ? 'invented' : 'order'}
        choices={(['order', 'invented'] as const).map((value) => {
          return { value, label: said.ways[value] }
        })}
        onChange={(event) => setMade(event.currentTarget.value === 'invented')}
      />
      {isMade ? (
        <Made isBusy={isBusy} onAsk={onAsk} />
      ) : (
        <Real order={order} isBusy={isBusy} onAsk={onAsk} />
      )}
    </div>
  )
}

function Real({ order, isBusy, onAsk }: Props) {
  const said = useWords().routing.test
  const [number, setNumber] = useState(order)
  const [isTried, setTried] = useState(false)
  const isEmpty = number.trim() === ''
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!isEmpty) onAsk({ order: number.trim() })
      }}
    >
      <TextField
        label={said.number}
        fault={isTried && isEmpty ? said.faults.number : undefined}
        spellCheck={false}
        autoComplete="off"
        value={number}
        onChange={(event) => setNumber(event.currentTarget.value)}
      />
      <Run isBusy={isBusy} />
    </form>
  )
}

function Run({ isBusy }: { isBusy: boolean }) {
  const said = useWords().routing.test
  return (
    <div>
      <Button type="submit" icon="play" busy={isBusy}>
        {said.run}
      </Button>
    </div>
  )
}

const nothing: Omit<TypedOrder, 'lines'> = {
  channel: '',
  method: 'standard',
  country: '',
  region: '',
  postalCode: '',
  point: '',
  value: '',
  wantedBy: '',
  customer: '',
  tags: [],
  orderTags: [],
  nominated: '',
  firm: false,
  toCompany: false,
}

function Made({ isBusy, onAsk }: Omit<Props, 'order'>) {
  const said = useWords().routing.test
  const channels = useChannels()
  const [typed, setTyped] = useState<TypedOrder>(() => ({ ...nothing, lines: [emptyLine()] }))
  const [isTried, setTried] = useState(false)
  const channel = typed.channel || (channels?.[0]?.code ?? '')
  const currency = channels?.find(({ code }) => code === channel)?.currency
  const faults = faultsOf(typed)
  const faultAt = (field: string) => {
    const fault = isTried ? faults.get(field) : undefined
    return fault && said.faults[fault]
  }
  const set = (changed: Partial<TypedOrder>) => setTyped((before) => ({ ...before, ...changed }))
  const text = (
    field: 'region' | 'postalCode' | 'point' | 'value',
    label: string,
    hint?: string,
  ) => (
    <TextField
      label={label}
      hint={hint}
      fault={faultAt(field)}
      autoComplete="off"
      value={typed[field]}
      onChange={(event) => set({ [field]: event.currentTarget.value })}
    />
  )
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (faults.size === 0) onAsk({ invented: inventedOf({ ...typed, channel }, currency) })
      }}
    >
      <Whither typed={{ ...typed, channel }} set={set} fault={faultAt('country')} />
      <div className="pair">
        {text('postalCode', said.postalCode)}
        {text('region', said.region)}
        {text('point', said.point, said.pointHint)}
        {text('value', said.value(currency ?? ''))}
      </div>
      <CheckField
        label={said.toCompany}
        checked={typed.toCompany}
        onChange={(event) => set({ toCompany: event.currentTarget.checked })}
      />
      <Wanted typed={typed} set={set} />
      <Lines typed={typed} set={set} faultAt={faultAt} />
      <Run isBusy={isBusy} />
    </form>
  )
}

export type Part = { typed: TypedOrder; set: (changed: Partial<TypedOrder>) => void }

function Whither({ typed, set, fault }: Part & { fault: string | undefined }) {
  const { routing, order } = useWords()
  const said = routing.test
  const names = useNames()
  return (
    <div className="pair">
      <SelectField
        label={said.channel}
        value={typed.channel}
        choices={names.channels}
        onChange={(event) => set({ channel: event.currentTarget.value })}
      />
      <SelectField
        label={said.method}
        value={typed.method}
        choices={METHODS.map((value) => ({ value, label: order.methods[value] }))}
        onChange={(event) => set({ method: event.currentTarget.value as Method })}
      />
      <Field label={said.country} fault={fault}>
        {({ id }) => (
          <SearchSelect
            id={id}
            label={said.country}
            searchLabel={routing.form.find}
            none={routing.form.noSuch}
            choices={names.countries}
            value={typed.country}
            onChoose={(country) => set({ country })}
          />
        )}
      </Field>
    </div>
  )
}

/** Who buys, by when, and from where it is to come. */
function Wanted({ typed, set }: Part) {
  const { routing } = useWords()
  const said = routing.test
  const names = useNames()
  const { customers } = routing.form
  return (
    <div className="pair">
      <TextField
        label={said.wantedBy}
        type="date"
        value={typed.wantedBy}
        onChange={(event) => set({ wantedBy: event.currentTarget.value })}
      />
      <SelectField
        label={said.customer}
        value={typed.customer}
        choices={[
          { value: '', label: said.unknown },
          ...CUSTOMERS.map((value) => ({ value, label: customers[value] })),
        ]}
        onChange={(event) => set({ customer: event.currentTarget.value as CustomerKind | '' })}
      />
      <Type label={said.tags} value={typed.tags} onChange={(tags) => set({ tags })} />
      <Type
        label={said.orderTags}
        value={typed.orderTags}
        onChange={(orderTags) => set({ orderTags })}
      />
      <SelectField
        label={said.nominated}
        value={typed.nominated}
        choices={[{ value: '', label: said.anywhere }, ...names.locations]}
        onChange={(event) => set({ nominated: event.currentTarget.value })}
      />
      {typed.nominated !== '' && (
        <CheckField
          label={said.firm}
          checked={typed.firm}
          onChange={(event) => set({ firm: event.currentTarget.checked })}
        />
      )}
    </div>
  )
}
