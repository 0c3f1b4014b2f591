import { useEffect, useState } from 'react'

const PAUSE_MS = 400

/** A text that changes while one types, as it was when typing last paused. */
export function useLater(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
