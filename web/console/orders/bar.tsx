import { useState } from 'react'
import { useSession } from '../../lib/session.tsx'
import type { Address } from '../../lib/use-address.ts'
import { useLetters } from '../../lib/use-letters.ts'
import { useTyped } from '../../lib/use-typed.ts'
import { Button } from '../../ui/button.tsx'
import { SearchField, Token } from '../../ui/chips.tsx'
import { TextField } from '../../ui/form/field.tsx'
import { Popover } from '../../ui/overlay/popover.tsx'
import { useWords } from '../words/index.ts'
import { FilterMenu } from './filter-menu.tsx'
import { tokensOf } from './filters.ts'
import type { Names } from './use-names.ts'

type Props = { address: Address; names: Names; onChange: (changed: Address) => void }

/** Search, filters, and the way to a date. */
export function Bar({ address, names, onChange }: Props) {
  const words = useWords()
  const { formats } = useSession()
  const { shell } = words
  const tokens = tokensOf(address, { words, names, formats })
  return (
    <>
      <Search kept={address['q'] ?? ''} onSearch={(q) => onChange({ q: q || undefined })} />
      <FilterMenu address={address} names={names} onChange={onChange} />
      <JumpToDate onJump={(to) => onChange({ to, from: undefined, sort: undefined })} />
      {tokens.map(({ id, name, value }) => (
        <Token
          key={id}
          name={name}
          value={value}
          removeLabel={shell.list.removeFilter(`${name} ${value}`)}
          onRemove={() => onChange({ [id]: undefined })}
        />
      ))}
      {tokens.length > 1 && (
        <Button
          look="quiet"
          onClick={() => onChange(Object.fromEntries(tokens.map(({ id }) => [id, undefined])))}
        >
          {shell.list.clear}
        </Button>
      )}
    </>
  )
}

function Search({ kept, onSearch }: { kept: string; onSearch: (q: string) => void }) {
  const { orders } = useWords()
  const [text, setText] = useTyped(kept, onSearch)
  return (
    <SearchField label={orders.search} hint={orders.searchHint} value={text} onChange={setText} />
  )
}

/** The list from a day on, backwards in time: quicker than scrolling there. */
function JumpToDate({ onJump }: { onJump: (day: string) => void }) {
  const { orders } = useWords()
  const [isOpen, setOpen] = useState(false)
  const [day, setDay] = useState('')
  useLetters({ d: () => setOpen(true) })
  return (
    <Popover
      label={orders.filters.date}
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button icon="calendar" letter="D">
          {orders.filters.date}
        </Button>
      }
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          setOpen(false)
          onJump(day)
        }}
      >
        <TextField
          type="date"
          required
          label={orders.filters.date}
          hint={orders.filters.dateSays}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <Button type="submit" look="primary">
          {orders.filters.jump}
        </Button>
      </form>
    </Popover>
  )
}
