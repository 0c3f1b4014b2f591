import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react'
import { useLetters } from '../lib/use-letters.ts'
import { IconButton } from './button.tsx'
import css from './screen.module.css'

type Props = {
  title: string
  /** Beside the title: how many. */
  count?: string | undefined
  /** Where it hangs in: a link back. */
  back?: ReactNode
  /** Chips of views, filters. */
  tools?: ReactNode
  actions?: ReactNode
  /** A second row of tools: search and filters. */
  bar?: ReactNode
  /** A strip about the whole screen. */
  notice?: ReactNode
  children: ReactNode
  /** The panel at the inline end; the list stays alive beside it. */
  peek?: ReactNode
}

/** How every screen is laid out: title and tools on one line, what it shows below, a peek aside. */
export function Screen(props: Props) {
  const { title, count, back, tools, actions, bar, notice, children, peek } = props
  useEffect(() => {
    document.title = `${title} · Tutti`
  }, [title])
  return (
    <div className={css['screen']}>
      <header className={css['head']}>
        {back}
        <h1 className={css['title']}>{title}</h1>
        {count !== undefined && <span className={css['count']}>{count}</span>}
        {tools !== undefined && (
          <div className={css['tools']} data-across>
            {tools}
          </div>
        )}
        {actions !== undefined && <div className={css['actions']}>{actions}</div>}
      </header>
      {bar !== undefined && <div className={css['bar']}>{bar}</div>}
      {notice}
      <div className={css['body']}>
        <div className={css['main']}>{children}</div>
        {peek}
      </div>
    </div>
  )
}

/** What a screen that is no list scrolls in. */
export function Scroll({ children, isWide = false }: { children: ReactNode; isWide?: boolean }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls takes the keys
    <div className={css['scroll']} tabIndex={0} role="group">
      <div className={css['column']} data-wide={isWide || undefined}>
        {children}
      </div>
    </div>
  )
}

/** When it goes with the focus in it, the focus goes back to the row. */
function useFocusBack(panel: { readonly current: HTMLElement | null }): void {
  useLayoutEffect(() => {
    const { current } = panel
    return () => {
      if (!current?.contains(document.activeElement)) return
      requestAnimationFrame(() => {
        document.querySelector<HTMLElement>("[role='row'][tabindex='0']")?.focus()
      })
    }
  }, [panel])
}

type PeekProps = {
  title: ReactNode
  label: string
  closeLabel: string
  onClose: () => void
  /** To the row before and after, with the letters `[` and `]`. */
  onStep?: (by: 1 | -1) => void
  stepLabels?: { before: string; after: string }
  /** To the whole page, with the letter O. */
  onWhole?: { label: string; act: () => void }
  children: ReactNode
  actions?: ReactNode
}

/** A look at one row without leaving the list: no dimming, the list stays alive. */
export function Peek(props: PeekProps) {
  const { title, label, onClose, onStep, onWhole, children, actions, stepLabels } = props
  const panel = useRef<HTMLElement>(null)
  useFocusBack(panel)
  useLetters({
    Escape: onClose,
    ...(onStep && { '[': () => onStep(-1), ']': () => onStep(1) }),
    ...(onWhole && { o: onWhole.act }),
  })
  return (
    <aside className={css['peek']} ref={panel} aria-label={label}>
      <header className={css['peekHead']}>
        <h2 className={css['peekTitle']}>{title}</h2>
        {onStep && stepLabels && (
          <>
            <IconButton
              icon="chevronUp"
              label={stepLabels.before}
              letter="["
              onClick={() => onStep(-1)}
            />
            <IconButton
              icon="chevronDown"
              label={stepLabels.after}
              letter="]"
              onClick={() => onStep(1)}
            />
          </>
        )}
        {onWhole && (
          <IconButton icon="external" label={onWhole.label} letter="O" onClick={onWhole.act} />
        )}
        <IconButton icon="close" label={props.closeLabel} onClick={onClose} />
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
      <div className={css['peekBody']} tabIndex={0} role="group" aria-label={label}>
        {children}
      </div>
      {actions !== undefined && <footer className={css['peekActions']}>{actions}</footer>}
    </aside>
  )
}
