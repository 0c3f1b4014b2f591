import { createContext, useContext, type ReactNode } from 'react'
import type { Answer } from './api.ts'
import type { Formats } from './format.ts'

export type Me = Answer<'/v1/me', 'get'>

/** Who is signed in, and how they read numbers and moments. */
export type Session = {
  me: Me
  formats: Formats
  timeZone: string
  /** What a role may not do is absent from the screens. */
  can: (permission: string) => boolean
  /** The same of what all channels and locations share: made by who sees all of them. */
  canForAll: (permission: string) => boolean
}

const SessionContext = createContext<Session | undefined>(undefined)

export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>
}

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('outside of a session')
  return session
}

export function useFormats(): Formats {
  return useSession().formats
}
