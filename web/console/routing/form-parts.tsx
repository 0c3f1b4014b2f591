import { useState, type ComponentProps, type ReactNode } from 'react'
import { IconButton } from '../../ui/button.tsx'
import type { Choice } from '../../ui/form/field.tsx'
import { PickMany, TypeMany } from '../../ui/form/many.tsx'
import { useSuggestedTags } from '../shell/use-suggested-tags.tsx'
import { useSuggested } from '../skus/use-suggested.tsx'
import { useWords } from '../words/index.ts'
import type { Typed } from './draft.ts'
import css from './routing.module.css'

export type FieldsProps = {
  typed: Typed
  set: (changed: Partial<Typed>) => void
  /** What is wrong with the field at a pointer of the API, whoever found it. */
  faultAt: (pointer: string) => string | undefined
  /** What amounts are in: a code, or words for it. */
  money: string
}

type Many = {
  label: string
  hint?: string
  fault?: string | undefined
  value: readonly string[] | undefined
  onChange: (value: string[]) => void
}

const NONE: readonly string[] = []

/** Some of what there is. */
export function Pick({ value, ...rest }: Many & { choices: readonly Choice[] }) {
  const said = useWords().routing.form
  return (
    <PickMany
      {...rest}
      value={value ?? NONE}
      placeholder={said.pick}
      none={said.noSuch}
      removeLabel={said.removeOne}
    />
  )
}

/** Some texts that are typed. */
export function Type(props: Many) {
  const [typed, setTyped] = useState('')
  return <Typing {...props} typed={typed} onType={setTyped} />
}

export function TypeSkus(props: Many) {
  const [typed, setTyped] = useState('')
  return <Typing {...props} typed={typed} onType={setTyped} {...offered(useSuggested(typed))} />
}

export function TypeTags({ of, ...props }: Many & { of: 'sku' | 'location' }) {
  const [typed, setTyped] = useState('')
  const tags = useSuggestedTags(of, typed)
  return <Typing {...props} typed={typed} onType={setTyped} {...offered(tags)} />
}

const offered = ({ list, options }: { list: string; options: ReactNode }) => ({ list, options })

function Typing({ value, ...rest }: Many & Omit<ComponentProps<typeof TypeMany>, Shared>) {
  const said = useWords().routing.form
  return (
    <TypeMany
      {...rest}
      value={value ?? NONE}
      placeholder={said.type}
      removeLabel={said.removeOne}
    />
  )
}
type Shared = keyof Many | 'placeholder' | 'removeLabel'

/** A row that can be taken away, and moved where order matters. */
export function Row(of: {
  title: string
  isFirst?: boolean
  isLast?: boolean
  onMove?: ((by: 1 | -1) => void) | undefined
  onRemove?: (() => void) | undefined
  children: ReactNode
}) {
  const said = useWords().routing.form
  const { title, onMove, onRemove } = of
  return (
    <div className={css['row']} role="group" aria-label={title}>
      <div className={css['rowHead']}>
        <h4>{title}</h4>
        {onMove && (
          <>
            <IconButton
              icon="arrowUp"
              label={said.upRow(title)}
              disabled={of.isFirst}
              onClick={() => onMove(-1)}
            />
            <IconButton
              icon="arrowDown"
              label={said.downRow(title)}
              disabled={of.isLast}
              onClick={() => onMove(1)}
            />
          </>
        )}
        {onRemove && <IconButton icon="close" label={said.removeRow(title)} onClick={onRemove} />}
      </div>
      {of.children}
    </div>
  )
}

/** With one row moved to another place. */
export function moved<One>(rows: readonly One[], from: number, to: number): One[] {
  const row = rows[from]
  if (row === undefined || to < 0 || to >= rows.length) return [...rows]
  return rows.toSpliced(from, 1).toSpliced(to, 0, row)
}
