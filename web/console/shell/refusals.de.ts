import type { Refusals } from './refusals.en.ts'
import { ofApprovals } from './refusals-approvals.de.ts'
import { ofCarriers } from './refusals-carriers.de.ts'
import { ofSimulations } from './refusals-simulations.de.ts'
import { ofRouting } from './refusals-routing.de.ts'

export const refusals: Refusals = {
  archived: {
    title: 'Es ist archiviert',
    says: 'Daran ändert sich nichts mehr: Legen Sie ein neues an.',
  },
  version_conflict: {
    title: 'Es wurde inzwischen geändert',
    says: 'Sehen Sie nach, wie es jetzt ist, und entscheiden Sie dann.',
  },
  permission_missing: {
    title: 'Dafür fehlt Ihnen das Recht',
    says: 'Bitten Sie einen Administrator darum.',
  },
  person_only: { title: 'Das kann nur eine Person', says: 'Melden Sie sich als Person an.' },
  outside_scope: {
    title: 'Sie würden es danach nicht sehen',
    says: 'Bitten Sie jemanden, der alle Standorte sieht, ihn anzulegen und Ihnen zu zeigen.',
  },
  not_yours: {
    title: 'Es gehört jemand anderem',
    says: 'Fragen Sie dort, oder legen Sie etwas Eigenes an.',
  },
  sign_in_required: { title: 'Sie sind nicht angemeldet', says: 'Melden Sie sich an.' },
  sign_in_failed: {
    title: 'E-Mail-Adresse oder Passwort stimmt nicht',
    says: 'Versuchen Sie es noch einmal.',
  },
  too_many_attempts: { title: 'Zu viele Versuche', says: 'Warten Sie eine Weile.' },
  too_many_streams: { title: 'Zu viele offene Seiten', says: 'Schließen Sie eine davon.' },
  idempotency_key_in_use: {
    title: 'Daran wird noch gearbeitet',
    says: 'Warten Sie einen Augenblick.',
  },
  locked: {
    title: 'Jemand anderes ändert das gerade',
    says: 'Nichts wurde gespeichert. Versuchen Sie es gleich noch einmal.',
  },
  overloaded: {
    title: 'Der Server hat zu viel zu tun',
    says: 'Versuchen Sie es gleich noch einmal.',
  },
  not_ready: {
    title: 'Der Server startet oder hält gerade an',
    says: 'Versuchen Sie es in ein paar Sekunden noch einmal.',
  },
  database_unavailable: {
    title: 'Die Datenbank antwortet nicht',
    says: 'Versuchen Sie es gleich noch einmal.',
  },
  body_too_large: { title: 'Das ist zu groß', says: 'Senden Sie weniger auf einmal.' },
  text_invalid: {
    title: 'Der Text enthält Zeichen, die nicht gespeichert werden können',
    says: 'Nehmen Sie sie heraus.',
  },
  key_revoked: { title: 'Der Schlüssel ist widerrufen', says: 'Legen Sie einen neuen an.' },
  not_found: {
    title: 'Das gibt es nicht',
    says: 'Es wurde entfernt, oder die Angabe stimmt nicht.',
  },
  code_taken: { title: 'Der Code ist vergeben', says: 'Wählen Sie einen anderen.' },
  sku_unknown: {
    title: 'Diesen Artikel gibt es nicht',
    says: 'Prüfen Sie den Code, oder legen Sie den Artikel an.',
  },
  location_unknown: {
    title: 'Diesen Standort gibt es nicht',
    says: 'Prüfen Sie den Code, oder legen Sie den Standort an.',
  },
  channel_unknown: {
    title: 'Diesen Kanal gibt es nicht',
    says: 'Prüfen Sie den Code, oder legen Sie den Kanal an.',
  },
  brand_unknown: { title: 'Diese Marke gibt es nicht', says: 'Wählen Sie eine andere.' },
  person_unknown: { title: 'Diese Person gibt es nicht', says: 'Wählen Sie eine andere.' },
  ...ofCarriers,
  partner_unknown: { title: 'Diesen Partner gibt es nicht', says: 'Wählen Sie einen anderen.' },
  location_group_unknown: {
    title: 'Diese Gruppe von Standorten gibt es nicht',
    says: 'Wählen Sie eine andere.',
  },
  holiday_calendar_unknown: {
    title: 'Diesen Feiertagskalender gibt es nicht',
    says: 'Wählen Sie einen anderen.',
  },
  country_unknown: { title: 'Dieses Land gibt es nicht', says: 'Schreiben Sie ein Kürzel wie FR.' },
  time_zone_unknown: {
    title: 'Diese Zeitzone gibt es nicht',
    says: 'Schreiben Sie einen Namen wie Europe/Paris.',
  },
  currency_unknown: {
    title: 'Diese Währung gibt es nicht',
    says: 'Schreiben Sie ein Kürzel wie EUR.',
  },
  hours_invalid: {
    title: 'Die Öffnungszeiten passen nicht',
    says: 'Jede Zeit öffnet, bevor sie schließt, und keine überschneidet eine andere.',
  },
  picture_invalid: {
    title: 'Diese Zeichnung kann nicht gezeigt werden',
    says: 'Nehmen Sie eine einfache SVG-Datei ohne Skripte und Verweise.',
  },
  password_weak: {
    title: 'Das Passwort ist zu leicht zu erraten',
    says: 'Nehmen Sie 12 bis 128 Zeichen, die kein übliches Passwort sind.',
  },
  quantity_invalid: {
    title: 'Die Menge stimmt nicht',
    says: 'Schreiben Sie eine Zahl über null mit nicht mehr Stellen, als der Artikel hat.',
  },
  price_invalid: { title: 'Der Preis stimmt nicht', says: 'Schreiben Sie einen Betrag wie 19.90.' },
  price_twice: {
    title: 'Zwei Preise in einer Währung',
    says: 'Lassen Sie für jede Währung nur einen stehen.',
  },
  shortage: {
    title: 'Es ist nicht genug Bestand da',
    says: 'Bieten Sie an, was da ist, oder einen anderen Tag.',
  },
  bundle_invalid: {
    title: 'Daraus kann das Set nicht bestehen',
    says: 'Nennen Sie mindestens einen Artikel, jeden einmal, und kein anderes Set.',
  },
  sku_is_bundle: {
    title: 'Ein Set hat keinen eigenen Bestand',
    says: 'Erfassen Sie den Bestand der Artikel, aus denen es besteht.',
  },
  sku_not_stocked: {
    title: 'Von diesem Artikel wird kein Bestand geführt',
    says: 'Lassen Sie ihn weg: Er ist immer da.',
  },
  component_of_bundle: {
    title: 'Das gehört zu einem Set',
    says: 'Stornieren Sie das Set als Ganzes.',
  },
  stock_insufficient: {
    title: 'Hier ist nicht genug Bestand',
    says: 'Nehmen Sie höchstens, was verfügbar ist.',
  },
  order_closed: {
    title: 'Die Bestellung ist abgeschlossen',
    says: 'An ihr ist nichts mehr zu ändern.',
  },
  line_unknown: {
    title: 'Diese Zeile hat die Bestellung nicht',
    says: 'Laden Sie die Bestellung neu.',
  },
  not_cancellable: {
    title: 'So viel davon kann nicht mehr storniert werden',
    says: 'Der Rest kann nur noch zurückgegeben werden.',
  },
  hold_closed: { title: 'Sie ist schon wieder frei', says: 'Es ist nichts mehr zu tun.' },
  quota_exhausted: {
    title: 'Das Kontingent des Kanals reicht dafür nicht',
    says: 'Bieten Sie höchstens an, was davon übrig ist.',
  },
  purchase_limit_exceeded: {
    title: 'Das ist mehr, als einer kaufen darf',
    says: 'Bieten Sie höchstens an, was noch erlaubt ist.',
  },
  minimum_quantity_not_met: {
    title: 'Das ist weniger, als eine Bestellung davon haben muss',
    says: 'Bestellen Sie mindestens so viel, oder nichts davon.',
  },
  hold_unknown: {
    title: 'Diese Reservierung gibt es in diesem Kanal nicht',
    says: 'Reservieren Sie zuerst, oder bestellen Sie ohne.',
  },
  hold_used: {
    title: 'Aus der Reservierung wurde schon eine andere Bestellung',
    says: 'Sehen Sie diese an; bestellen Sie ohne Reservierung.',
  },
  hold_extended_enough: {
    title: 'Sie wurde schon so oft verlängert wie erlaubt',
    says: 'Bestellen Sie, bevor sie abläuft, oder reservieren Sie danach neu.',
  },
  hold_by_whom: {
    title: 'Es fehlt, für wen reserviert wird',
    says: 'Eine Regel begrenzt offene Reservierungen; nennen Sie Kunde oder Adresse.',
  },
  holds_open_enough: {
    title: 'Mehr offene Reservierungen sind nicht erlaubt',
    says: 'Geben Sie eine frei, oder warten Sie, bis eine abläuft.',
  },
  order_in_work: {
    title: 'An der Bestellung wird schon gearbeitet',
    says: 'Stornieren Sie, was nicht gepackt ist, oder lassen Sie es ablehnen.',
  },
  group_collected: {
    title: 'Die Ware wird dort abgeholt, wo es gewünscht war',
    says: 'Vereinbaren Sie einen anderen Ort oder eine Lieferung.',
  },
  units_picked: {
    title: 'Etwas davon ist schon entnommen oder weiter',
    says: 'Lassen Sie ablehnen, was nicht gepackt ist; es wird sofort anderswo gesucht.',
  },
  nothing_to_move: {
    title: 'Hier ist nichts zu verlegen',
    says: 'Was auf Bestand wartet, wird bedient, wenn Ware kommt.',
  },
  already_there: { title: 'Alles kommt schon von dort', says: 'Wählen Sie einen anderen Ort.' },
  safety_stock_kept: {
    title: 'Was dort ist, bleibt als Sicherheitsbestand',
    says: 'Wählen Sie einen anderen Ort oder ändern Sie die Regel.',
  },
  place_excluded: {
    title: 'Dieser Ort darf das nicht übernehmen',
    says: 'Wählen Sie einen anderen.',
  },
  work_closed: {
    title: 'Hier ist nichts mehr zu tun',
    says: 'Laden Sie neu, um zu sehen, was jetzt möglich ist.',
  },
  units_not_there: {
    title: 'So viele Stücke sind in diesem Schritt nicht da',
    says: 'Nehmen Sie höchstens so viele, wie möglich sind.',
  },
  conditions_exceed: {
    title: 'Mehr Stücke sind beschädigt, ausgestellt oder gesperrt als genannt',
    says: 'Geben Sie an, wie viele in jedem Zustand sind.',
  },
  receipt_closed: {
    title: 'Auf diese Lieferung wird nichts mehr erwartet',
    says: 'Kündigen Sie, was noch kommt, als neue an.',
  },
  decision_not_repeatable: {
    title: 'Was die Entscheidung sah, lässt sich nicht mehr zusammensetzen',
    says: 'Seither hat sich geändert, wovon nichts Früheres aufbewahrt wird.',
  },
  ...ofApprovals,
  ...ofSimulations,
  ...ofRouting,
  canary_running: {
    title: 'Ein Probelauf läuft: so lange wird nichts anderes veröffentlicht',
    says: 'Übernehmen Sie ihn, oder nehmen Sie ihn zurück.',
  },
  canary_over: { title: 'Der Probelauf ist schon zu Ende', says: 'Es ist nichts mehr zu tun.' },
  rules_coming: {
    title: 'Eine veröffentlichte Fassung gilt erst später: damit ließe sich nichts vergleichen',
    says: 'Warten Sie, bis sie gilt, oder ziehen Sie sie erst zurück.',
  },
  routing_tests_failed: {
    title: 'Der Entwurf entscheidet anders, als Routing-Tests erwarten',
    says: 'Ändern Sie den Entwurf oder die Tests, oder schreiben Sie, warum er trotzdem gilt.',
  },
  draft_empty: { title: 'Der Entwurf ändert nichts', says: 'Ändern Sie zuerst Regeln.' },
  draft_not_empty: {
    title: 'Der Entwurf enthält schon Änderungen',
    says: 'Veröffentlichen oder verwerfen Sie diese zuerst.',
  },
  draft_has_errors: {
    title: 'Regeln des Entwurfs widersprechen sich oder nennen Archiviertes',
    says: 'Berichtigen oder entfernen Sie die genannten Regeln, dann veröffentlichen Sie.',
  },
  rule_not_ready: {
    title: 'Eine Regel lässt sich nicht zum Entscheiden vorbereiten',
    says: 'Entfernen Sie die genannte Regel, oder legen Sie sie neu an. Das Log nennt den Fehler.',
  },
  feed_unreadable: {
    title: 'Die Datei ist nicht lesbar',
    says: 'Ihre erste Zeile nennt sku, quantity und vielleicht location, je einmal.',
  },
  feed_overtaken: {
    title: 'Eine neuere Meldung ist schon da',
    says: 'Nichts ist zu tun: Die neueren Zahlen gelten.',
  },
  authority_elsewhere: {
    title: 'Den Bestand dieses Standorts führt ein anderes System',
    says: 'Ändern Sie die Zahl dort; von dort kommt sie hierher.',
  },
  task_closed: { title: 'Das ist schon erledigt', says: 'Es ist nichts mehr zu tun.' },
  task_ends_itself: {
    title: 'Das endet von selbst, sobald sein Grund weg ist',
    says: 'Tun Sie den nächsten Schritt.',
  },
}
