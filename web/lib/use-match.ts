import { useSyncExternalStore } from 'react'

const asked = new Map<string, MediaQueryList>()

/** One list for each query: making one at each drawing of a grid would cost it frames. */
function mediaOf(query: string): MediaQueryList {
  const known = asked.get(query) ?? window.matchMedia(query)
  asked.set(query, known)
  return known
}

/** Whether a media query holds, followed as it changes. */
export function useMatch(query: string): boolean {
  return useSyncExternalStore(
    (tell) => {
      const media = mediaOf(query)
      media.addEventListener('change', tell)
      return () => media.removeEventListener('change', tell)
    },
    () => mediaOf(query).matches,
  )
}

/** A phone held upright. */
export const NARROW = '(max-width: 720px)'

/** Fingers, not a mouse. */
export const COARSE = '(pointer: coarse)'
