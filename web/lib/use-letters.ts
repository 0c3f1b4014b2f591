import { useEffect, useRef } from 'react'

/** What single keys and short sequences do: `j`, `g o`, `?`, `Escape`. */
export type Letters = Record<string, (event: KeyboardEvent) => void>

const SEQUENCE_MS = 1200
/** Begins sequences (`g o`): the letter after it means nothing by itself. */
const PREFIX = 'g'

let areOn = true

/** Single letters can be turned off (WCAG 2.1.4); Escape and what has a modifier stay. */
export function turnLetters(on: boolean): void {
  areOn = on
}

/**
 * Listens while the component is shown. Keys that are typed into a field are left alone, and
 * letters do nothing while something lies over the page: it is not the page's turn then.
 */
export function useLetters(letters: Letters, isActive = true): void {
  const current = useRef(letters)
  useEffect(() => {
    current.current = letters
  })
  useEffect(() => {
    if (!isActive) return undefined
    let first: { key: string; at: number } | undefined
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (isTyping(event.target) && event.key !== 'Escape') return
      if (event.key.length === 1 && (!areOn || isCovered())) return
      const recent = first !== undefined && event.timeStamp - first.at < SEQUENCE_MS
      const sequence = recent ? `${first!.key} ${event.key}` : event.key
      const isAlone = !recent || first!.key !== PREFIX
      const act = current.current[sequence] ?? (isAlone && current.current[event.key])
      first = { key: event.key, at: event.timeStamp }
      if (!act) return
      if (recent && current.current[sequence]) first = undefined
      event.preventDefault()
      act(event)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [isActive])
}

/**
 * What lies over the page is in a portal. What is told in a corner is a dialog by name only, and
 * what is being closed covers nothing any more.
 */
const COVERS = ['dialog', 'alertdialog', 'menu', 'listbox']
  .map((role) => `[data-base-ui-portal] [role=${role}]:not([aria-modal=false], [data-closed])`)
  .join()

/** Whether an overlay is open, wherever the focus is: in those for choosing, letters choose. */
const isCovered = () => document.querySelector(COVERS) !== null

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !NOT_TEXT.has(target.type)
  return target.isContentEditable || target.matches('textarea, select')
}

const NOT_TEXT = new Set(['checkbox', 'radio', 'button', 'submit', 'range'])
