import { useEffect, useState } from 'react'

const FLASH_MS = 1300

/** True for a moment after a value has changed; not when it is first shown. */
export function useFlash(value: unknown): boolean {
  const [shown, setShown] = useState(value)
  const [isFlashing, setFlashing] = useState(false)
  if (value !== shown) {
    setShown(value)
    setFlashing(shown !== undefined)
  }
  useEffect(() => {
    if (!isFlashing) return undefined
    const timer = setTimeout(() => setFlashing(false), FLASH_MS)
    return () => clearTimeout(timer)
  }, [isFlashing])
  return isFlashing
}
