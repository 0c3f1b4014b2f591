import { useEffect, useEffectEvent, useRef, useState } from 'react'

const PAUSE_MS = 250

/**
 * A text that is typed here and kept elsewhere (in the address): it goes there when typing pauses,
 * and follows when it was changed there. What comes back of one's own is no change, so that nothing
 * typed meanwhile is lost however busy the page is.
 */
export function useTyped(
  kept: string,
  keep: (text: string) => void,
): [string, (text: string) => void] {
  const [text, setText] = useState(kept)
  const told = useRef<string[]>([])
  const tell = useEffectEvent((typed: string) => {
    if (typed === kept) return
    told.current.push(typed)
    keep(typed)
  })
  useEffect(() => {
    const own = told.current.indexOf(kept)
    if (own === -1) setText(kept)
    told.current.splice(0, own + 1)
  }, [kept])
  useEffect(() => {
    const timer = setTimeout(() => tell(text.trim()), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return [text, setText]
}
