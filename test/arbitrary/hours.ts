/** Zones that change their clocks by an hour or by half of one, by night or at midnight, or not. */
export const zones = [
  'Europe/Paris',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Kolkata',
]

/** A minute of the day as hours write it: 'HH:MM', 24:00 at its end. */
export const timeOf = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
