import { useNavigate } from '@tanstack/react-router'
import { useSession } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { wayToRule } from '../rules/start.ts'
import { useWords } from '../words/index.ts'

/**
 * What leads to a rule that keeps some of an item back, or lets a channel sell no more than so
 * many; it is begun in the draft, about what was looked at.
 */
export function SetRules(of: {
  sku: string
  channel: string
  /** What was chosen, where something was. */
  place: string | undefined
  asked: { channel: string | undefined; method: string | undefined }
}) {
  const { ways } = useWords().inventory
  const { can } = useSession()
  const navigate = useNavigate()
  if (!can('rules:write')) return null
  const { sku, channel, place: location, asked } = of
  return (
    <span className="line">
      <Button
        look="quiet"
        icon="plus"
        onClick={() => void navigate(wayToRule('safety_stock', { sku, location, ...asked }))}
      >
        {ways.keepBack}
      </Button>
      <Button
        look="quiet"
        icon="plus"
        onClick={() => void navigate(wayToRule('quota', { sku, channel }))}
      >
        {ways.cap}
      </Button>
    </span>
  )
}
