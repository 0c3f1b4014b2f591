import { useState } from 'react'
import { useSession } from '../../lib/session.tsx'
import { Token } from '../../ui/chips.tsx'
import { Icon } from '../../ui/icon.tsx'
import { CategorySelect } from '../skus/categories.tsx'
import { useSuggested } from '../skus/use-suggested.tsx'
import { useWords } from '../words/index.ts'
import css from './map.module.css'

type Chosen = { sku: string | undefined; category: string | undefined }

/** One item or category only: the circles then go by its units. */
export function ItemFilter(of: Chosen & { onChange: (chosen: Chosen) => void }) {
  const { can } = useSession()
  if (!can('stock:read')) return null
  return (
    <>
      {of.sku === undefined && (
        <CategorySelect
          value={of.category}
          onChoose={(category) => of.onChange({ sku: undefined, category })}
        />
      )}
      <SkuFilter sku={of.sku} onChange={(sku) => of.onChange({ sku, category: undefined })} />
    </>
  )
}

function SkuFilter(of: { sku: string | undefined; onChange: (sku: string | undefined) => void }) {
  const { map: said, shell } = useWords()
  if (of.sku === undefined) return <SkuField onChoose={of.onChange} />
  return (
    <Token
      name={said.sku}
      value={of.sku}
      removeLabel={shell.list.removeFilter(said.sku)}
      onRemove={() => of.onChange(undefined)}
    />
  )
}

function SkuField({ onChoose }: { onChoose: (sku: string) => void }) {
  const { map: said } = useWords()
  const [text, setText] = useState('')
  const suggested = useSuggested(text)
  const choose = (typed: string) => {
    const exact = suggested.found.find(({ code }) => code.toLowerCase() === typed.toLowerCase())
    const code = exact?.code ?? suggested.found[0]?.code ?? typed
    if (code !== '') onChoose(code)
  }
  return (
    <div className={css['sku']}>
      <Icon name="search" />
      <input
        type="search"
        id="search"
        list={suggested.list}
        aria-label={said.skuFind}
        placeholder={said.skuFind}
        value={text}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          const typed = event.currentTarget.value
          setText(typed)
          // Chosen from the suggestions: the field then holds a whole code.
          if (suggested.found.some(({ code }) => code === typed)) onChoose(typed)
        }}
        onKeyDown={(event) => event.key === 'Enter' && choose(text.trim())}
      />
      {suggested.options}
    </div>
  )
}
