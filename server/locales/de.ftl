# Deutsch. server/locales/README.md sagt, wie diese Dateien funktionieren.

## Der Rahmen jeder Seite

skip = Zum Inhalt springen
places-label = Seiten
place-directory = Verzeichnis
place-safety = Sicherheit
place-verify = Kontakt prüfen
place-privacy = Datenschutz
place-take-along = Zum Mitnehmen
languages-label = Diese Seite in anderen Sprachen
foot-promise = Diese Seite setzt kein Cookie, führt kein Skript aus und fragt keinen anderen Server nach irgendetwas.
foot-onion = Dieselben Seiten als Onion-Dienst. Tippen Sie diese Adresse in den Tor Browser, und nirgends sonst:
list-comma = ,
not-reviewed = Noch kein Mensch hat die Sicherheitshinweise in dieser Sprache geprüft. Daneben steht das englische Original: Wo beide voneinander abweichen, gilt das Englische.
stale-title = Diese Seite ist vielleicht nicht mehr aktuell.
stale-since = Sie ist auf dem Stand vom { $day }, und seitdem konnte dieser Server sie nicht erneuern.
advice-stale = Jemand kann inzwischen einen Weg, ihn zu erreichen, geändert oder geschlossen haben. Bevor Sie irgendwem zum ersten Mal schreiben, sehen Sie später noch einmal nach.

## Namen der Seiten im Fenster

title-directory = Kontakte
title-take-along = Kontakte zum Aufheben
title-safety = Sicherheit
title-verify = Kontakt prüfen
title-privacy = Datenschutz
title-contact = Kontakt

## Bevor Sie schreiben

before-title = Bevor Sie schreiben
advice-own-device = <strong>Nehmen Sie Ihr eigenes Gerät und Ihr eigenes Netz.</strong> Nie den Computer, das Telefon, das Konto oder das WLAN Ihres Arbeitgebers, und nicht am Arbeitsplatz.
advice-do-not-save = <strong>Abschreiben oder scannen, nicht speichern.</strong> Telefone und Apps kopieren Adressbücher zu anderen Firmen, manche auch zum Arbeitgeber. Schreiben Sie den Kontakt auf, oder scannen Sie seinen Code.
advice-choose = <strong>Wählen Sie mit Bedacht.</strong> Jeder Kanal verbirgt manches und verrät anderes, und keiner ist ohne Risiko. Wenn Ihre Stelle, Ihre Sicherheit oder Ihre Freiheit auf dem Spiel steht, lesen Sie zuerst <safety>Sicherheit</safety>.
advice-choose-offline = <strong>Wählen Sie mit Bedacht.</strong> Jeder Kanal verbirgt manches und verrät anderes, und keiner ist ohne Risiko. Wenn Ihre Stelle, Ihre Sicherheit oder Ihre Freiheit auf dem Spiel steht, lesen Sie zuerst die Hinweise am Ende dieser Datei.

## Das Verzeichnis

directory-title = So erreichen Sie unsere Journalisten
directory-deck = Alle stehen auf dieser einen Seite: Wer sie öffnet, verrät nicht, wen er sucht.
beats-label = Themen
beat-newsroom = Redaktion
also-on-beat = Auch zu diesem Thema: { $names }
directory-edition = Ausgabe { $number } vom { $day }. Profile: { $profiles }.
directory-take-along = <take-along>Nehmen Sie diese Seite mit</take-along>, als eine Datei mit allen QR-Codes: Dann reicht ein Besuch für einen Monat, und späteres Nachsehen hinterlässt keine Spur im Netz.
all-cards = Alle Karten in einer Datei
advice-all-cards = Für Programme. Auf einem Telefon kämen damit alle Journalisten unter Ihre Kontakte.

## Ein Verzeichnis aus mehreren Seiten

pages-deck = Die Menschen stehen auf mehreren Seiten. Alle Seiten sind gleich lang, sodass die Länge nicht verrät, welche Sie geöffnet haben.
pages-label = Seiten des Verzeichnisses
pages-range = { $first } bis { $last }
pages-title = Seite { $number } von { $pages }
pages-next = Nächste Seite
pages-previous = Vorige Seite
pages-all = Alle Seiten und Themen
pages-take-along = <take-along>Die Datei zum Mitnehmen</take-along> enthält alle auf einmal.

## Die Datei zum Mitnehmen

take-along-motto = So erreichen Sie uns, zum Aufheben und Lesen ohne Netz
take-along-deck = Ausgabe { $number } vom { $day }. Prüfen Sie sie nach dem { $again } erneut, und bevor Sie jemandem zum ersten Mal schreiben: Kontakte ändern sich.
take-along-search = Diese Datei funktioniert ohne Netz. Suchen Sie darin nach einem Namen oder, ohne Leerzeichen und Bindestriche, nach einer Nummer oder Adresse, die Ihnen geschrieben hat.
advice-file-source = Hat Ihnen jemand diese Datei gegeben, verlassen Sie sich nicht auf sie. Holen Sie sich Ihre eigene von { $address }
take-along-everyone = Alle, die Teams zuerst

## Jemand in einer Liste

paused-short = Liest hier zurzeit keine Nachrichten.
desk-instead = Das Team, an das Sie sich wenden können: { $desk }
more-ways = Weitere Wege stehen auf der Seite des Profils
code-of = QR-Code: { $name }
doubt = seit einiger Zeit nicht bestätigt
also-written = Auch geschrieben

## Die Seite eines Profils

portrait-of = Bild von { $name }
also-at = Auch bei: { $names }
write-in = Schreiben Sie auf: { $names }
readers-one = Ein Mensch liest, was Sie hier schreiben.
readers-few = Wenige Menschen lesen, was Sie hier schreiben.
readers-several = Mehrere Menschen lesen, was Sie hier schreiben.
readers-many = Viele Menschen lesen, was Sie hier schreiben.
paused = { $name } liest hier zurzeit keine Nachrichten.
advice-paused = Benutzen Sie keine Adresse oder Nummer, die Sie von früher aufgehoben haben.
advice-desk-readers = Andere werden lesen, was Sie dorthin schreiben.
channels-title = Wege zum Kontakt, der beste zuerst
advice-type-or-scan = Tippen Sie den Kontakt ab, oder scannen Sie seinen Code. Ein Link ist die zweite Wahl: Ihn zu öffnen zeigt Ihrem Netz, welchen Dienst Sie benutzen.
advice-type-or-scan-first = Tippen Sie den Kontakt ab, oder scannen Sie den Code der ersten Wahl. Ein Link ist die zweite Wahl: Ihn zu öffnen zeigt Ihrem Netz, welchen Dienst Sie benutzen.
first-choice = erste Wahl
code-of-channel = QR-Code mit demselben Kontakt: { $channel }, { $name }
advice-doubt = <strong>Dieser Kontakt wurde seit einiger Zeit nicht bestätigt.</strong> Vielleicht erreicht er { $name } nicht mehr.
advice-doubt-choice = Versuchen Sie zuerst einen anderen.
key-save = Schlüssel speichern
advice-key-compare = Vergleichen Sie seinen Fingerabdruck mit dem oben, bevor Sie ihn benutzen.
key-show = Schlüssel anzeigen, zum Kopieren
open-host = Oder öffnen Sie { $host }
open-mail = Oder öffnen Sie ihn in einem Mailprogramm
open-call = Oder rufen Sie von diesem Gerät an
open-app = Oder öffnen Sie ihn in einer App auf diesem Gerät
cards-title = Karten für ein Adressbuch
advice-cards = <strong>Besser nicht.</strong> Eine gespeicherte Karte stellt einen Journalisten unter Ihre Kontakte, und viele Telefone und Apps senden Kontakte an andere. Wenn es sein muss, nehmen Sie die unauffällige. Prüfen Sie sie hier vor jeder ersten Nachricht: Kontakte ändern sich.
card-discreet = Unauffällige Karte
card-discreet-holds = ein Name und ein Kanal, sonst nichts
card-full = Vollständige Karte
card-full-holds = alle Kanäle, die Funktion und { $outlet }

## Wann ein Kontakt zuletzt bestätigt wurde, und von wem

confirmed-by-her = Von ihr bestätigt im { $month }.
confirmed-by-him = Von ihm bestätigt im { $month }.
confirmed-by-them = Von der Person selbst bestätigt im { $month }.
confirmed-by-owner = Vom Inhaber bestätigt im { $month }.
confirmed-by-desk = Vom Team bestätigt im { $month }.
last-confirmed-by-her = Von ihr zuletzt bestätigt im { $month }.
last-confirmed-by-him = Von ihm zuletzt bestätigt im { $month }.
last-confirmed-by-them = Von der Person selbst zuletzt bestätigt im { $month }.
last-confirmed-by-owner = Vom Inhaber zuletzt bestätigt im { $month }.
last-confirmed-by-desk = Vom Team zuletzt bestätigt im { $month }.
not-confirmed-by-her = Von ihr noch nicht bestätigt.
not-confirmed-by-him = Von ihm noch nicht bestätigt.
not-confirmed-by-them = Von der Person selbst noch nicht bestätigt.
not-confirmed-by-owner = Vom Inhaber noch nicht bestätigt.
not-confirmed-by-desk = Vom Team noch nicht bestätigt.

## Antworten, die niemanden nennen

gone-title = Hier ist niemand mehr zu erreichen
advice-gone = <strong>Benutzen Sie keine Adresse oder Nummer, die Sie von dieser Seite aufgehoben haben.</strong> Sie kann inzwischen jemand anderem gehören.
gone-someone-else = Sie können jemand anderen aus <directory>dem Verzeichnis</directory> wählen.
not-found-title = Diese Seite gibt es nicht
not-found = Vielleicht ist die Adresse vertippt, oder sie war nie eine von unseren. Unsere Leute finden Sie im <directory>Verzeichnis</directory>.
advice-not-found = Hat Ihnen jemand diese Adresse als Weg zu einem Journalisten gegeben, schreiben Sie ihm nicht, bevor Sie <verify>geprüft haben, wer er ist</verify>.
problem-request-title = Diese Anfrage lässt sich nicht beantworten
problem-request = Ihr Browser hat auf eine Weise gefragt, die diese Website nicht kennt. Beginnen Sie neu beim <directory>Verzeichnis</directory>.
problem-wait-title = Zu viel auf einmal
problem-wait = Warten Sie eine Minute und versuchen Sie es dann erneut. <directory>Das Verzeichnis</directory> enthält alle auf einer Seite.
problem-soon-title = Noch nicht da
problem-soon = Dieser Server kann im Augenblick nicht antworten. Versuchen Sie es in einer Minute erneut.
problem-ours-title = Hier ist etwas kaputtgegangen
problem-ours = Es lag nicht an Ihnen. Versuchen Sie es später erneut, oder beginnen Sie beim <directory>Verzeichnis</directory>.

## Arten von Kanälen

kinds-title = Was jeder Kanal verbirgt und verrät
kind-signal-link = Signal, über einen Link
kind-signal-username = Signal, über einen Nutzernamen
kind-signal-number = Signal, über eine Nummer
kind-email = E-Mail
kind-pgp = PGP-Schlüssel
kind-web-form = Formular
kind-phone = Telefon
kind-post = Post
kind-app = App
hides = Verbirgt
reveals = Verrät
do-first = Zuerst

## Was jede Art verbirgt

advice-hides-end-to-end = Nur Sie und die Person, der Sie schreiben, können Ihre Nachrichten lesen.
advice-hides-threema = Nur Sie und die Person, der Sie schreiben, können Ihre Nachrichten lesen, und Sie brauchen keine Telefonnummer.
advice-hides-session = Nur Sie und die Person, der Sie schreiben, können Ihre Nachrichten lesen, und Sie brauchen weder Nummer noch E-Mail-Adresse.
advice-hides-simplex = Nur Sie und die Person, der Sie schreiben, können Ihre Nachrichten lesen, und Sie haben kein Konto, das sich verfolgen ließe.
advice-hides-matrix = In einem verschlüsselten Raum können nur seine Mitglieder Ihre Nachrichten lesen.
advice-hides-xmpp = Mit eingeschaltetem OMEMO können nur Sie und die Person, der Sie schreiben, Ihre Nachrichten lesen.
advice-hides-telegram = Ihre Nummer lässt sich vor der Person verbergen, der Sie schreiben.
advice-hides-securedrop = Tor verbirgt, von wo Sie sich verbinden, und der eigene Server der Redaktion speichert nichts über Sie.
advice-hides-globaleaks = Im Tor Browser, von wo Sie sich verbinden, und niemand sonst kann Ihre Meldung unterwegs lesen.
advice-hides-hushline = Niemand sonst kann Ihre Nachricht unterwegs lesen, und Sie brauchen kein Konto.
advice-hides-onionshare = Tor verbirgt, von wo Sie sich verbinden, und Dateien gehen geradewegs auf den Computer der Redaktion.
advice-hides-web-form = Niemand sonst kann Ihre Nachricht unterwegs lesen.
advice-hides-nothing = Von sich aus nichts.
advice-hides-pgp = Nur wer den Schlüssel besitzt, kann Text und Dateien lesen, die Sie damit verschlüsseln.
advice-hides-post = Ein Brief ohne Absender sagt nicht, wer ihn geschickt hat.
advice-hides-app = Das hängt von der App ab, die es selbst sagt.

## Was jede Art verrät

advice-reveals-signal = Diese Person sieht Ihren Namen in Signal, und Ihre Nummer, wenn Sie sie nicht verbergen, und Signal weiß, wann Ihr Konto angelegt und zuletzt benutzt wurde.
advice-reveals-whatsapp = Meta kennt Ihre Nummer und weiß, wem Sie wann schreiben, und die Person, der Sie schreiben, sieht Ihre Nummer.
advice-reveals-threema = Diese Person sieht Ihre Threema-ID und Ihren Spitznamen, und der App-Store weiß, dass Sie die App haben.
advice-reveals-wire = Diese Person sieht Ihren Namen in Wire, und Wire kennt Ihre E-Mail-Adresse und weiß, wem Sie schreiben.
advice-reveals-session = Diese Person sieht Ihre Session-ID und den angezeigten Namen.
advice-reveals-simplex = Diese Person sieht den Anzeigenamen, den Sie wählen, und das Relais kann Ihre Netzadresse sehen.
advice-reveals-matrix = Ihr Server und der andere wissen, wer wem wann schreibt, und der Name des Raums ist nicht verschlüsselt.
advice-reveals-xmpp = Ihr Server und der andere wissen, wer wem wann schreibt, und ohne OMEMO auch, was Sie schreiben.
advice-reveals-telegram = Telegram kann gewöhnliche Chats lesen, die nicht Ende-zu-Ende-verschlüsselt sind, und kennt Ihre Nummer und weiß, wem Sie schreiben.
advice-reveals-securedrop = Die Redaktion sieht nur, was Sie schreiben und schicken, auch Namen in den Dateien.
advice-reveals-globaleaks = In einem anderen Browser sieht Ihr Netz, dass Sie die Website besucht haben, und die Website Ihre Adresse.
advice-reveals-hushline = In einem gewöhnlichen Browser sieht Ihr Netz, dass Sie die Website besucht haben, und die Website Ihre Adresse.
advice-reveals-onionshare = Die Redaktion sieht, was Sie schicken, auch Namen in den Dateien.
advice-reveals-web-form = Ihr Netz sieht, dass Sie die Website besucht haben, und die Website sieht Ihre Adresse.
advice-reveals-email = Beide Mailanbieter wissen, wer wem wann worüber geschrieben hat, und können es meist lesen.
advice-reveals-pgp = Beide Mailanbieter wissen weiterhin, wer wem wann geschrieben hat, und kennen die Betreffzeile.
advice-reveals-phone = Die Telefongesellschaften zeichnen auf, wer wen wann von wo angerufen hat, und können mithören.
advice-reveals-post = Der Poststempel zeigt, wo und wann der Brief aufgegeben wurde, und Papier kann Druckermarken und Fingerabdrücke tragen.
advice-reveals-app = Der App-Store weiß, dass Sie die App haben, und Ihr Netz kann sehen, dass Sie sie benutzen.

## Was vor der ersten Nachricht zu tun ist

advice-first-signal = Lassen Sie in den Datenschutz-Einstellungen von Signal niemanden Ihre Nummer sehen, und schalten Sie dann verschwindende Nachrichten ein, bevor Sie schreiben.
advice-first-signal-username = Lassen Sie in den Datenschutz-Einstellungen von Signal niemanden Ihre Nummer sehen, beginnen Sie dann einen Chat über diesen Nutzernamen, und schalten Sie verschwindende Nachrichten ein.
advice-first-whatsapp = Schalten Sie Chat-Sicherungen aus, sonst kann jeder, der die Sicherung öffnen kann, den Chat lesen.
advice-first-threema = Nehmen Sie eine ID, die mit keiner Nummer und keiner E-Mail-Adresse verknüpft ist, und einen Spitznamen, der nicht Ihr Name ist.
advice-first-wire = Melden Sie sich mit einer E-Mail-Adresse an, die Sie nur dafür angelegt haben.
advice-first-session = Wählen Sie einen Anzeigenamen, der nicht Ihr eigener ist, und vergleichen Sie die ganze ID, bevor Sie schreiben.
advice-first-simplex = Verbinden Sie sich im Inkognito-Modus, damit ein zufälliger Name angezeigt wird.
advice-first-matrix = Legen Sie ein Konto an, in dem Ihr Name nicht vorkommt, und prüfen Sie, dass der Raum verschlüsselt ist, bevor Sie schreiben.
advice-first-xmpp = Legen Sie ein Konto an, in dem Ihr Name nicht vorkommt, und schalten Sie OMEMO ein, bevor Sie schreiben.
advice-first-telegram = Nehmen Sie einen anderen Kanal, wenn Sie können, oder beginnen Sie einen geheimen Chat und verbergen Sie Ihre Nummer, bevor Sie schreiben.
advice-first-securedrop = Öffnen Sie es im Tor Browser, eingestellt auf „Safest“, auf einem Gerät und in einem Netz, die nicht Ihrem Arbeitgeber gehören.
advice-first-globaleaks = Öffnen Sie es im Tor Browser, und bewahren Sie die Quittungsnummer an einem sicheren Ort auf.
advice-first-hushline = Öffnen Sie es im Tor Browser, und hinterlassen Sie einen Weg zur Antwort, wenn Sie eine Antwort wollen.
advice-first-onionshare = Öffnen Sie es im Tor Browser, und versuchen Sie es später erneut, wenn es nicht antwortet.
advice-first-web-form = Öffnen Sie es im Tor Browser, in einem Netz, das nicht Ihrem Arbeitgeber gehört.
advice-first-email = Nehmen Sie für alles Geheime einen anderen Kanal, oder eine neue Adresse aus einem Netz, das nicht Ihrem Arbeitgeber gehört.
advice-first-pgp = Vergleichen Sie den ganzen Fingerabdruck mit dem auf dieser Seite, und schreiben Sie nichts Geheimes in den Betreff.
advice-first-phone = Rufen Sie nie von Ihrem eigenen Telefon oder dem Ihres Arbeitgebers an, wenn der Anruf nicht bekannt werden darf.
advice-first-post = Schreiben Sie keinen Absender, drucken Sie nichts am Arbeitsplatz, und nehmen Sie einen öffentlichen Briefkasten fern von Wohnung und Arbeit.
advice-first-app = Installieren Sie sie auf Ihrem eigenen Gerät aus dem offiziellen Store, und lesen Sie, was sie über den Datenschutz sagt.

## Sicherheit: was für alle gilt

safety-title = Sicherheit
advice-safety-deck = Kein Werkzeug kann versprechen, dass niemand Sie entdeckt. Gute Gewohnheiten machen es weit schwerer.
advice-always-title = Immer
advice-always-device = Nehmen Sie ein Gerät, ein Konto und ein Netz, die Ihr Arbeitgeber nicht besitzt, nicht verwaltet und nicht bezahlt. Nicht am Arbeitsplatz, und nicht im WLAN dort.
advice-always-search = Suchen Sie nicht nach uns, folgen Sie uns nicht und öffnen Sie unsere Seiten nicht von einem Konto oder Gerät, das Ihren Namen trägt, wenn schon der Besuch gegen Sie verwendet werden könnte.
advice-always-contacts = Speichern Sie die Nummer eines Journalisten nicht unter Ihren Kontakten, und sagen Sie niemandem, dass Sie geschrieben haben.
advice-always-updates = Halten Sie Telefon und Computer auf dem neuesten Stand. Aktualisierungen schließen die Lücken, durch die Spähprogramme hereinkommen.
advice-always-check = Schreiben Sie nur an einen Kontakt, den Sie selbst hier gefunden haben. Schreibt ein Journalist Ihnen zuerst, prüfen Sie, wer es ist, bevor Sie antworten.

## Sicherheit: drei Lagen

advice-situations = Welche ist Ihre? Wenn Sie nicht sicher sind, nehmen Sie die vorsichtigere.
advice-tip-title = „Ich habe eine Frage oder einen Hinweis“
advice-tip = Ihnen geschähe nichts Schlimmes, wenn bekannt würde, dass Sie geschrieben haben. Nehmen Sie, was beim Journalisten steht, in dieser Reihenfolge:
advice-tip-messenger = Signal, oder ein anderer Messenger, dessen Nachrichten nur Sie beide lesen können.
advice-tip-form = Ein Formular, oder SecureDrop.
advice-tip-email = E-Mail, ein Anruf oder die Post, für das, was bekannt werden darf. Die Firmen, die eine E-Mail befördern, können sie meist lesen, und sie heben sie auf.
advice-job-title = „Meine Stelle könnte in Gefahr sein“
advice-job = Ihr Arbeitgeber kann nach dem suchen, der mit uns gesprochen hat: in seinen Mails, Telefonen, Computern und Zutrittslisten. Nehmen Sie, was angegeben ist, in dieser Reihenfolge:
advice-job-securedrop = SecureDrop, oder ein Formular, das Sie im Tor Browser öffnen. Sie müssen nicht sagen, wer Sie sind, auch uns nicht.
advice-job-signal = Signal auf Ihrem eigenen Telefon, eingerichtet wie unten beschrieben, lieber über einen Link oder Nutzernamen als über eine Nummer.
advice-job-post = Die Post, ohne Absender.
advice-job-never = Keine E-Mail, kein Anruf, und kein Chat-Konto, das Ihre Nummer oder Adresse bei der Arbeit kennt.
advice-freedom-title = „Meine Sicherheit oder Freiheit könnte in Gefahr sein“
advice-freedom = Nehmen Sie sich Zeit. Eine Woche Vorbereitung kann mehr ausmachen als jedes Programm. Dann, in dieser Reihenfolge:
advice-freedom-lawyer = Überlegen Sie, mit einem Anwalt zu sprechen, der sich auf diesem Gebiet auskennt, bevor Sie mit uns sprechen. In vielen Ländern schützt das Gesetz, was Sie einem Anwalt sagen.
advice-freedom-securedrop = SecureDrop, im Tor Browser auf der Stufe „Safest“, auf einem Computer, den nur Sie benutzen, über ein Netz, das nicht mit Ihrem Namen verbunden ist. Das System Tails hinterlässt keine Spur auf dem Computer. Tippen Sie die Adresse in den Tor Browser, und öffnen Sie sie nie anderswo.
advice-freedom-post = Die Post: aus einem öffentlichen Briefkasten fern von Wohnung und Arbeit, während Ihr Telefon zu Hause liegt.
advice-freedom-signal = Signal, nur wenn beides nicht möglich ist. Es verbirgt, was Sie schreiben, aber Ihre Telefongesellschaft weiß, wo Ihr Telefon ist, und wer es Ihnen wegnimmt, kann es vielleicht lesen.
advice-freedom-never = Sonst nichts: keine E-Mail, kein Anruf, kein anderer Messenger.

## Sicherheit: Signal

advice-signal-title = Richten Sie Signal vor der ersten Nachricht ein
advice-signal-number = Wählen Sie unter Einstellungen, Datenschutz, Telefonnummer „Niemand“ dafür, wer Ihre Nummer sehen kann, und „Niemand“ dafür, wer Sie über sie finden kann.
advice-signal-name = Wählen Sie einen Profilnamen, der nicht Ihr eigener ist, und kein Foto. Sollen andere Ihnen schreiben, geben Sie ihnen einen Nutzernamen und nicht Ihre Nummer.
advice-signal-lock = Schalten Sie unter Einstellungen, Konto die Registrierungssperre ein. Wer Ihre Nummer übernimmt, kann dann nicht Ihr Konto damit übernehmen. Die Sperre endet, wenn Sie Signal sieben Tage lang nicht benutzt haben.
advice-signal-disappearing = Schalten Sie für den Chat verschwindende Nachrichten ein, bevor Sie schreiben. Sie löschen, was beide Seiten in Signal aufheben, nicht, was jemand kopiert oder fotografiert hat.
advice-signal-notifications = Lassen Sie Benachrichtigungen weder Namen noch Nachricht zeigen, und koppeln Sie keinen Computer, den andere benutzen.

## Sicherheit: Spähprogramme

advice-spyware-title = Wenn ein Staat hinter Ihnen her sein könnte
advice-spyware = Manche Regierungen benutzen Spähprogramme, die ein Telefon übernehmen, zuweilen ohne dass Sie etwas antippen. Dann hilft kein Messenger: Sie lesen auf dem Bildschirm mit.
advice-spyware-updates = Installieren Sie jede Aktualisierung des Systems und Ihrer Apps an dem Tag, an dem sie kommt.
advice-spyware-lockdown = Schalten Sie den Blockierungsmodus (iPhone) oder das Erweiterte Sicherheitsprogramm (Android 16 und neuer) ein.
advice-spyware-restart = Starten Sie Ihr Telefon jeden Tag neu. Viele solche Programme überstehen das nicht, können aber wiederkommen.
advice-spyware-links = Öffnen Sie keinen Link und keine Datei, die Sie nicht erwartet haben, wer immer sie geschickt zu haben scheint.
advice-spyware-warning = Warnt Apple, Google oder WhatsApp Sie vor einem Angriff durch einen Staat, glauben Sie es, und bitten Sie eine Gruppe um Hilfe, die sich damit auskennt, von einem anderen Gerät aus.
advice-spyware-leave = Lassen Sie Ihr Telefon zu Hause, wenn Sie uns treffen oder einen Brief einwerfen. Es auszuschalten genügt nicht.

## Sicherheit: Dokumente

advice-documents-title = Dokumente, Fotos und Drucken
advice-documents-few = Überlegen Sie, wer noch dasselbe Dokument hatte. Waren es wenige, weist es auf Sie, wie immer Sie es schicken.
advice-documents-records = Öffnen, Kopieren, Weiterleiten und Drucken wird am Arbeitsplatz oft aufgezeichnet, mit Name und Uhrzeit. Tun Sie dort nichts davon, bevor Sie uns gefragt haben, wie.
advice-documents-print = Viele Farbdrucker versehen jede Seite mit Punkten, die niemand sieht: welcher Drucker, und wann. Drucker im Büro führen Listen.
advice-documents-photograph = Ein Foto enthält seine Uhrzeit, die Marke des Telefons und oft den Ort, und es kann mehr als die Seite zeigen: eine Spiegelung, ein Wasserzeichen, Ihre Handschrift, den Namen eines Fensters.
advice-documents-metadata = Dateien enthalten die Namen derer, die sie geschrieben haben, Zeiten und frühere Fassungen. Entfernen Sie, was Sie können, oder fragen Sie uns, wie, bevor Sie sie schicken.
advice-documents-post = Für einen Brief: schlichtes Papier und schlichter Umschlag, keine Handschrift, genug bar bezahlte Marken, kein Absender und kein Kurier. Papier bewahrt Fingerabdrücke.

## Einen aufgehobenen Kontakt prüfen

verify-deck = Eine falsche Ziffer, eine alte Karte oder ein Betrüger kann Ihre Nachricht zum falschen Menschen bringen.
verify-kept-title = Ein Kontakt oder eine Karte, die Sie aufgehoben haben
advice-kept-address = Tippen Sie die Adresse dieser Website selbst, und lesen Sie sie Buchstabe für Buchstabe: { $address }
advice-kept-find = Öffnen Sie <directory>das Verzeichnis</directory> und suchen Sie die Person. Dort stehen alle beisammen, sodass Nachsehen niemandem sagt, wen Sie suchen.
advice-kept-compare = Vergleichen Sie jede Ziffer und jeden Buchstaben. Vergleichen Sie einen PGP-Schlüssel an seinem ganzen Fingerabdruck, nie an den letzten paar Zeichen.
advice-kept-differs = Weicht etwas ab, oder steht die Person nicht mehr da, benutzen Sie nicht, was Sie aufgehoben haben. Löschen Sie es.
verify-kept-when = Tun Sie das, bevor Sie jemandem zum ersten Mal schreiben, und nach einem Monat erneut. Eine Karte im Adressbuch ist eine Kopie: Sie ändert sich nicht, wenn der Kontakt sich ändert.

## Jemand hat zuerst geschrieben

verify-reverse-title = Jemand hat Ihnen zuerst geschrieben
verify-reverse-question = „Jemand hat mir geschrieben und sagt, sie sei eine von Ihren Reporterinnen. Ist sie das?“ Das können Sie herausfinden, ohne irgendwen zu fragen:
advice-reverse-wait = Antworten Sie noch nicht. Öffnen Sie keinen Link und keine Datei, die man Ihnen geschickt hat.
advice-reverse-search = Suchen Sie auf dieser Seite nach der Nummer, der Adresse, dem Nutzernamen oder dem Fingerabdruck, von dem die Nachricht kam: mit Strg und F, auf einem Mac mit Befehl und F, auf einem Telefon mit „Auf Seite suchen“ im Menü des Browsers. Tippen Sie ohne Leerzeichen und Bindestriche: Die Liste unten enthält jeden Kontakt auch so. Das Suchen in einer Seite bleibt auf Ihrem Gerät.
advice-reverse-offline = Oder suchen Sie in <take-along>der Datei zum Mitnehmen</take-along>, die ohne Netz funktioniert.
advice-reverse-found = Steht er da, lesen Sie, wessen er ist, und vergleichen Sie ihn ganz. Die Nummer eines Anrufers und die Adresse eines Absenders lassen sich fälschen, also antworten Sie nicht: Schreiben Sie selbst an den aufgeführten Kontakt.
advice-reverse-not-found = Steht er nicht da, antworten Sie nicht. Fragen Sie die Person oder ein Team über einen hier aufgeführten Kanal, ob sie es war. Das gilt auch für einen Kontakt, der auf der Seite eines Profils steht und nicht in der Liste.
advice-lookalike-title = Was Betrüger verändern
advice-lookalike-letters = Einen Buchstaben gegen einen anderen: l statt I oder 1, O statt 0, rn statt m, oder einen Buchstaben aus einem anderen Alphabet, der gleich aussieht.
advice-lookalike-additions = Ein Zeichen mehr: ein Punkt, eine Ziffer, ein Unterstrich, ein Wort wie „desk“ oder „press“.
advice-lookalike-ending = Das Ende einer Adresse: .co statt .com, oder unser Name vor dem eines anderen.
advice-lookalike-picture = Name und Bild beweisen nichts: Jeder kann sie wählen.
advice-never-ask = Wir werden Sie nie nach einem Passwort, nach einem Code, der Ihnen geschickt wurde, oder nach Geld fragen.
advice-file-found = Steht ein Kontakt, der Ihnen geschrieben hat, in dieser Datei, vergleichen Sie ihn ganz, und schreiben Sie selbst an ihn, statt zu antworten. Steht er nicht da, antworten Sie nicht: Fragen Sie über einen Kontakt aus dieser Datei, ob es diese Person war.
verify-command = Wenn Sie eine Befehlszeile benutzen können: { $command } sucht einen Kontakt in einer Kopie des Verzeichnisses, die Sie gespeichert haben, ohne Netz.
handles-title = Jeder aufgeführte Kontakt, wie er geschrieben sein kann
handles-elsewhere = Für diese Seite sind es zu viele Kontakte. Sie stehen in <take-along>der Datei zum Mitnehmen</take-along>: Suchen Sie dort.
verify-month-title = Was ein Monat der Bestätigung bedeutet
verify-month = „Bestätigt im { $month }“ heißt, dass der Inhaber des Kontakts in diesem Monat gesagt hat, dass er ihn erreicht. Wir nennen den Monat und nicht den Tag, weil ein Tag anderen sagen würde, wann jemand fort ist.

## Datenschutz: was wir aufheben

privacy-deck = Was diese Kontaktseite über ihre Leser aufhebt, und was andere noch sehen können.
privacy-keep-title = Was wir aufheben
privacy-nothing = Das Programm, das diese Seiten ausliefert, schreibt nichts über seine Leser auf seine Platte: keine Adresse, keinen Browser, keine Seite und keine Uhrzeit eines Besuchs, in kein Protokoll und in keine Tabelle.
privacy-counters = <strong>Es zählt</strong>, wie oft jede Art von Seite angefragt wird, nie welches Profil, und zeigt diese Zahlen auf Zehner abgerundet.
privacy-limits = <strong>Es bremst Fluten.</strong> Dazu zählt es Verbindungen nach einem Code aus der Netzadresse und einem Geheimnis. Die Codes und das Geheimnis sind nur im Arbeitsspeicher, und das Geheimnis wechselt alle zehn Minuten.
privacy-browser = <strong>Es gibt Ihrem Browser</strong> kein Cookie und kein Skript, lässt ihn nichts von anderen Servern laden und bittet ihn, keine Kopie aufzuheben. Die Sprache steht in der Adresse der Seite und wird nicht erraten.

## Datenschutz: was andere sehen

privacy-see-title = Was andere sehen können
privacy-network = <strong>Ihr Netz</strong> (Ihr Arbeitgeber, Ihr Anbieter, das Café) sieht, dass Sie diese Website besucht haben, wann, und ungefähr, wie viel gesendet wurde. Aus der Menge kann es schließen, welche Art von Seite Sie geöffnet haben und in welcher Sprache, aber nicht, wessen Profil.
privacy-directory = <strong>Das Verzeichnis</strong> enthält alle, sodass es nichts darüber sagt, wen Sie suchen, wenn Sie es öffnen. Das ist unser stärkstes Versprechen: Wenn es darauf ankommt, <directory>bleiben Sie dort</directory>.
privacy-profile = <strong>Die Seite eines einzelnen Profils</strong> verspricht weniger. Die Antwort ist für jedes Profil gleich lang, und auch für Adressen, die niemandem gehören. Aber was Ihr Browser sendet, wächst mit der Länge der Adresse, sodass sich die Länge eines Namens sehen lässt.
privacy-device = <strong>Ihr eigenes Gerät</strong> kann den Besuch in seinem Verlauf aufheben. Ein privates Fenster hilft. Der Tor Browser hilft mehr, und er verbirgt vor Ihrem Netz, welche Website Sie besuchen.
privacy-hosting = <strong>Wer diesen Server beherbergt</strong>, und eine Firma davor, wenn die Redaktion eine einsetzt, sehen, welche Netzadressen ihn besuchen. Eine Firma davor kann auch sehen, was sie befördert.
privacy-links = <strong>Ein Link zu einem Messenger oder einem Mailprogramm</strong> verlässt diese Website. Von da an gelten die Regeln jenes Dienstes.

## Datenschutz: die Menschen auf diesen Seiten

privacy-people-title = Die Menschen auf diesen Seiten
privacy-people = Was hier veröffentlicht ist, ist öffentlich und kann von jedem kopiert werden. Eine Telefon- oder WhatsApp-Nummer, ein Bild und Pronomen werden nur gezeigt, wenn die Einwilligung ihres Inhabers festgehalten ist.

## Tage und Monate

date-01 = { $day }. Januar { $year }
date-02 = { $day }. Februar { $year }
date-03 = { $day }. März { $year }
date-04 = { $day }. April { $year }
date-05 = { $day }. Mai { $year }
date-06 = { $day }. Juni { $year }
date-07 = { $day }. Juli { $year }
date-08 = { $day }. August { $year }
date-09 = { $day }. September { $year }
date-10 = { $day }. Oktober { $year }
date-11 = { $day }. November { $year }
date-12 = { $day }. Dezember { $year }
month-01 = Januar { $year }
month-02 = Februar { $year }
month-03 = März { $year }
month-04 = April { $year }
month-05 = Mai { $year }
month-06 = Juni { $year }
month-07 = Juli { $year }
month-08 = August { $year }
month-09 = September { $year }
month-10 = Oktober { $year }
month-11 = November { $year }
month-12 = Dezember { $year }
