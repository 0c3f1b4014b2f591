import type { Address } from '../../lib/use-address.ts'
import { useTyped } from '../../lib/use-typed.ts'
import { Button } from '../../ui/button.tsx'
import { Chips, SearchField } from '../../ui/chips.tsx'
import { SearchSelect } from '../../ui/form/search-select.tsx'
import { Menu } from '../../ui/overlay/menu.tsx'
import { CategorySelect } from '../skus/categories.tsx'
import { useWords } from '../words/index.ts'
import { usePlaces } from './use-places.ts'
import css from './inventory.module.css'

type Props = { address: Address; onChange: (changed: Address, replace?: boolean) => void }

/** Search, where one looks, and what else narrows the list. */
export function Bar({ address, onChange }: Props) {
  const { inventory: said } = useWords()
  const [text, setText] = useTyped(address['q'] ?? '', (q) => onChange({ q: q || undefined }, true))
  return (
    <>
      <SearchField label={said.search} value={text} onChange={setText} />
      <Where address={address} onChange={onChange} />
      <CategorySelect
        value={address['category']}
        onChoose={(category) => onChange({ category, open: undefined })}
      />
      <div className={css['end']}>
        <ColumnsMenu address={address} onChange={onChange} />
      </div>
    </>
  )
}

/** Over all places, or at one, chosen by its name. */
function Where({ address, onChange }: Props) {
  const { inventory: said } = useWords()
  const { choices } = usePlaces()
  const { location } = address
  const [first] = choices
  if (!first) return null
  const choose = (code: string | undefined) => onChange({ location: code, open: undefined })
  return (
    <>
      <Chips
        label={said.viewsLabel}
        chips={[
          { id: 'all', label: said.views.all },
          { id: 'one', label: said.views.one },
        ]}
        chosen={location ? 'one' : 'all'}
        onChoose={(id) => choose(id === 'all' ? undefined : (location ?? first.value))}
      />
      {location && (
        <SearchSelect
          isShort
          label={said.place}
          searchLabel={said.findPlace}
          none={said.noPlace}
          choices={choices}
          value={location}
          onChoose={choose}
        />
      )}
    </>
  )
}

function ColumnsMenu({ address: { columns }, onChange }: Props) {
  const { inventory: said, shell } = useWords()
  const isOn = columns === 'category'
  return (
    <Menu
      trigger={<Button icon="columns">{shell.list.columns}</Button>}
      items={[
        {
          label: said.columns.category,
          isOn,
          onChoose: () => onChange({ columns: isOn ? undefined : 'category' }, true),
        },
      ]}
    />
  )
}
