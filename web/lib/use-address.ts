import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

export type Address = Record<string, string | undefined>

/**
 * What the address of a view holds besides its path (filters, sort, what is open), and how to
 * change parts of it: `undefined` takes a part away. One can go back from each change that does
 * not replace.
 */
export function useAddress(): [Address, (changed: Address, replace?: boolean) => void] {
  const search: Address = useSearch({ strict: false })
  const navigate = useNavigate()
  const change = useCallback(
    (changed: Address, replace = false) => {
      void navigate({
        to: '.',
        search: (before: Address) => ({ ...before, ...changed }),
        replace,
      })
    },
    [navigate],
  )
  return [search, change]
}
