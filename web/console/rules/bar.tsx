import { useFormats } from '../../lib/session.tsx'
import { useAddress, type Address } from '../../lib/use-address.ts'
import { NARROW, useMatch } from '../../lib/use-match.ts'
import { useTyped } from '../../lib/use-typed.ts'
import { Chips, SearchField, type Chip } from '../../ui/chips.tsx'
import { SearchSelect } from '../../ui/form/search-select.tsx'
import { useNames } from '../orders/use-names.ts'
import { useSuggested } from '../skus/use-suggested.tsx'
import { useWords } from '../words/index.ts'
import { KINDS } from './draft.ts'
import { useKindCounts, type Filter } from './use-rules.ts'
import css from './rules.module.css'

/** Which kind, and what the rules name. */
export function Bar({ filter }: { filter: Filter }) {
  const { rules: said } = useWords()
  const [, change] = useAddress()
  const names = useNames()
  const set = (changed: Address) => change({ ...changed, open: undefined })
  const [text, setText] = useTyped(filter.q ?? '', (q) => set({ q: q || undefined }))
  return (
    <>
      <SearchField label={said.search} value={text} onChange={setText} />
      <SkuFilter sku={filter.sku ?? ''} onChange={(sku) => set({ sku: sku || undefined })} />
      <SearchSelect
        isShort
        label={said.place}
        searchLabel={said.findPlace}
        none={said.noPlace}
        choices={[{ value: '', label: said.anyPlace }, ...names.locations]}
        value={filter.location ?? ''}
        onChoose={(location) => set({ location: location || undefined })}
      />
      <SearchSelect
        isShort
        label={said.channel}
        searchLabel={said.findChannel}
        none={said.noChannel}
        choices={[{ value: '', label: said.anyChannel }, ...names.channels]}
        value={filter.channel ?? ''}
        onChoose={(channel) => set({ channel: channel || undefined })}
      />
      <Kinds filter={filter} set={set} />
    </>
  )
}

/** The kinds that there are, with how many; on a phone in one list. */
function Kinds({ filter, set }: { filter: Filter; set: (changed: Address) => void }) {
  const { rules: said } = useWords()
  const { number } = useFormats()
  const counts = useKindCounts(filter)
  const isNarrow = useMatch(NARROW)
  const chosen = filter.kind ?? 'all'
  const choose = (id: string) => set({ kind: id === 'all' ? undefined : id })
  const chips: Chip[] = [
    { id: 'all', label: said.allKinds },
    ...KINDS.filter((kind) => !counts || counts.has(kind) || kind === filter.kind).map((id) => {
      return { id, label: said.kinds[id], count: counts && number(counts.get(id) ?? 0) }
    }),
  ]
  if (!isNarrow) {
    return <Chips label={said.kindsLabel} chips={chips} chosen={chosen} onChoose={choose} />
  }
  const choices = chips.map(({ id, label, count }) => ({
    value: id,
    label: count === undefined ? label : `${label} (${count})`,
  }))
  return (
    <SearchSelect
      isShort
      label={said.columns.kind}
      searchLabel={said.kindsLabel}
      none={said.noMatch}
      choices={choices}
      value={chosen}
      onChoose={choose}
    />
  )
}

function SkuFilter({ sku, onChange }: { sku: string; onChange: (sku: string) => void }) {
  const { rules: said } = useWords()
  const [text, setText] = useTyped(sku, onChange)
  const suggested = useSuggested(text)
  return (
    <>
      <input
        className={css['filter']}
        aria-label={said.sku}
        placeholder={said.anySku}
        list={suggested.list}
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {suggested.options}
    </>
  )
}
