import { useState } from 'react'

/** The day on which a page was opened, as the API writes days: what is before it is overdue. */
export function useToday(): string {
  const [today] = useState(() => new Date().toISOString().slice(0, 10))
  return today
}
