import { useState } from 'react'
import type { Address } from '../../lib/use-address.ts'
import { Button } from '../../ui/button.tsx'
import { CheckField, SelectField, TextField } from '../../ui/form/field.tsx'
import { TypeMany } from '../../ui/form/many.tsx'
import { Popover } from '../../ui/overlay/popover.tsx'
import { useLetters } from '../../lib/use-letters.ts'
import { useSuggested } from '../skus/use-suggested.tsx'
import { useWords } from '../words/index.ts'
import { toggled, valuesOf } from './asked.ts'
import { choicesOf } from './filters.ts'
import type { Names } from './use-names.ts'
import css from './orders.module.css'

const KINDS = ['channel', 'location', 'method', 'country', 'priority'] as const
/** What is typed, not chosen from a list. */
const OTHERS = ['tag', 'waitingFor', 'placed'] as const
type Kind = (typeof KINDS)[number] | (typeof OTHERS)[number]

type Props = { address: Address; names: Names; onChange: (changed: Address) => void }

/** Where a filter is put in force: first what to filter by, then the values. */
export function FilterMenu({ address, names, onChange }: Props) {
  const { orders, shell } = useWords()
  const [isOpen, setOpen] = useState(false)
  const [kind, setKind] = useState<Kind>('channel')
  useLetters({ f: () => setOpen(true) })
  const choices = [...KINDS, ...OTHERS].map((value) => ({
    value,
    label: orders.filters[value],
  }))
  return (
    <Popover
      label={shell.list.filter}
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button icon="filter" letter="F">
          {shell.list.filter}
        </Button>
      }
    >
      <SelectField
        label={orders.filters.by}
        choices={choices}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value as Kind)}
      />
      {kind === 'placed' ? (
        <Dates address={address} onChange={onChange} />
      ) : kind === 'tag' ? (
        <Tags address={address} onChange={onChange} />
      ) : kind === 'waitingFor' ? (
        <WaitingFor address={address} onChange={onChange} />
      ) : (
        <Values key={kind} kind={kind} address={address} names={names} onChange={onChange} />
      )}
    </Popover>
  )
}

function Dates({ address, onChange }: Omit<Props, 'names'>) {
  const { orders } = useWords()
  return (['from', 'to'] as const).map((id) => (
    <TextField
      key={id}
      type="date"
      label={orders.filters[id]}
      value={address[id] ?? ''}
      onChange={(event) => onChange({ [id]: event.currentTarget.value || undefined })}
    />
  ))
}

/** Tags are typed: there may be any number of them. */
function Tags({ address, onChange }: Omit<Props, 'names'>) {
  const { order, orders } = useWords()
  const [typed, setTyped] = useState('')
  return (
    <TypeMany
      label={orders.filters.tag}
      placeholder={order.marks.type}
      value={valuesOf(address['tag'])}
      onChange={(tags) => onChange({ tag: tags.length > 0 ? tags.join(',') : undefined })}
      removeLabel={order.marks.remove}
      typed={typed}
      onType={setTyped}
    />
  )
}

/** The item counts once its whole code is there, or none is: half a code is nothing. */
function WaitingFor({ address, onChange }: Omit<Props, 'names'>) {
  const { orders } = useWords()
  const chosen = address['waitingFor'] ?? ''
  const [typed, setTyped] = useState(chosen)
  const suggested = useSuggested(typed)
  const take = (text: string, isDone: boolean) => {
    setTyped(text)
    const code = text.trim()
    const isWhole = isDone || code === '' || suggested.found.some((one) => one.code === code)
    if (isWhole && code !== chosen) onChange({ waitingFor: code || undefined })
  }
  return (
    <>
      <TextField
        label={orders.filters.waitingFor}
        list={suggested.list}
        spellCheck={false}
        autoComplete="off"
        value={typed}
        onChange={(event) => take(event.currentTarget.value, false)}
        onKeyDown={(event) => event.key === 'Enter' && take(event.currentTarget.value, true)}
      />
      {suggested.options}
    </>
  )
}

/** Few choices are all shown; of many, those that are in force, and those that a word finds. */
const FEW = 10
const SHOWN = 60

function Values({ kind, address, names, onChange }: Props & { kind: (typeof KINDS)[number] }) {
  const words = useWords()
  const { filters } = words.orders
  const [text, setText] = useState('')
  const all = choicesOf(kind, { words, names })
  const wanted = text.trim().toLowerCase()
  const found = all.filter(({ value, label }) => {
    return `${label} ${value}`.toLowerCase().includes(wanted)
  })
  const chosen = new Set(valuesOf(address[kind]))
  return (
    <>
      {all.length > FEW && (
        <TextField
          label={filters.find}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <fieldset className={css['choices']} aria-label={filters[kind]}>
        {found.slice(0, SHOWN).map(({ value, label }) => (
          <CheckField
            key={value}
            label={label}
            checked={chosen.has(value)}
            onChange={() => onChange({ [kind]: toggled(address[kind], value) })}
          />
        ))}
        {found.length === 0 && <p className="small">{filters.none}</p>}
      </fieldset>
    </>
  )
}
