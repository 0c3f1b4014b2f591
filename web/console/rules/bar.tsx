import { useId, useDeferredValue } from 'react'
import { useFormats } from '../../lib/session.tsx'
import { useAddress, type Address } from '../../lib/use-address.ts'
import { useTyped } from '../../lib/use-typed.ts'
import { Chips, SearchField } from '../../ui/chips.tsx'
import { SearchSelect } from '../../ui/form/search-select.tsx'
import { useNames } from '../orders/use-names.ts'
import { useSuggested } from '../skus/use-suggested.ts'
import { useWords } from '../words/index.ts'
import { KINDS } from './draft.ts'
import { useKindCounts, type Filter } from './use-rules.ts'
import css from './rules.module.css'

/** Which kind, and what the rules name. */
export function Bar({ filter }: { filter: Filter }) {
  const { rules: said } = useWords()
  const { number } = useFormats()
  const [, change] = useAddress()
  const names = useNames()
  const counts = useKindCounts(filter)
  const set = (changed: Address) => change({ ...changed, open: undefined })
  const [text, setText] = useTyped(filter.q ?? '', (q) => set({ q: q || undefined }))
  const kinds = KINDS.filter((kind) => !counts || counts.has(kind) || kind === filter.kind)
  const countOf = (kind: (typeof KINDS)[number]) => counts && number(counts.get(kind) ?? 0)
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
      <Chips
        label={said.kindsLabel}
        chips={[
          { id: 'all', label: said.all },
          ...kinds.map((id) => ({ id, label: said.kinds[id], count: countOf(id) })),
        ]}
        chosen={filter.kind ?? 'all'}
        onChoose={(id) => set({ kind: id === 'all' ? undefined : id })}
      />
    </>
  )
}

function SkuFilter({ sku, onChange }: { sku: string; onChange: (sku: string) => void }) {
  const { rules: said } = useWords()
  const id = useId()
  const [text, setText] = useTyped(sku, onChange)
  const found = useSuggested(useDeferredValue(text.trim()))
  return (
    <>
      <input
        className={css['filter']}
        aria-label={said.sku}
        placeholder={said.anySku}
        list={id}
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <datalist id={id}>
        {found.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </datalist>
    </>
  )
}
