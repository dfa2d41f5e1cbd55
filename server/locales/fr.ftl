# Français. server/locales/README.md dit comment ces fichiers fonctionnent.

## Le cadre de chaque page

skip = Aller au contenu
places-label = Pages
place-directory = Annuaire
place-safety = Sécurité
place-verify = Vérifier un contact
place-privacy = Vie privée
place-take-along = À emporter
languages-label = Cette page dans d’autres langues
foot-promise = Cette page ne pose aucun cookie, n’exécute aucun script et ne demande rien à aucun autre serveur.
foot-onion = Les mêmes pages en service onion. Tapez cette adresse dans Tor Browser, et nulle part ailleurs :
list-comma = ,
not-reviewed = Personne n’a encore relu les conseils de sécurité dans cette langue. L’original anglais figure à côté : en cas d’écart, c’est l’anglais qui vaut.
stale-title = Cette page n’est peut-être plus à jour.
stale-since = Elle est dans l’état du { $day }, et ce serveur n’a pas pu la mettre à jour depuis.
advice-stale = Quelqu’un a pu changer ou fermer un moyen de le joindre. Avant d’écrire à qui que ce soit pour la première fois, revenez voir plus tard.

## Noms des pages dans la fenêtre

title-directory = Contacts
title-take-along = Contacts à garder
title-safety = Sécurité
title-verify = Vérifier un contact
title-privacy = Vie privée
title-contact = Contact

## Avant d’écrire

before-title = Avant d’écrire
advice-own-device = <strong>Utilisez votre propre appareil et votre propre réseau.</strong> Jamais l’ordinateur, le téléphone, le compte ou le Wi-Fi de votre employeur, et pas au travail.
advice-do-not-save = <strong>Recopiez ou scannez, n’enregistrez pas.</strong> Les téléphones et les applications copient les carnets d’adresses chez d’autres entreprises, et certains chez l’employeur. Notez le contact, ou scannez son code.
advice-choose = <strong>Choisissez avec soin.</strong> Chaque canal cache certaines choses et en révèle d’autres, et aucun n’est sans risque. Si votre emploi, votre sécurité ou votre liberté sont en jeu, lisez d’abord <safety>Sécurité</safety>.
advice-choose-offline = <strong>Choisissez avec soin.</strong> Chaque canal cache certaines choses et en révèle d’autres, et aucun n’est sans risque. Si votre emploi, votre sécurité ou votre liberté sont en jeu, lisez d’abord les conseils à la fin de ce fichier.

## L’annuaire

directory-title = Comment joindre nos journalistes
directory-deck = Tout le monde figure sur cette seule page : l’ouvrir ne dit rien de la personne que vous cherchez.
beats-label = Rubriques
beat-newsroom = Rédaction
also-on-beat = Aussi dans cette rubrique : { $names }
directory-edition = Édition { $number } du { $day }. Profils : { $profiles }.
directory-take-along = <take-along>Emportez cette page</take-along> en un seul fichier avec tous les codes QR : une visite suffit alors pour un mois, et les consultations suivantes ne laissent aucune trace sur le réseau.
all-cards = Toutes les cartes en un fichier
advice-all-cards = Pour des programmes. Sur un téléphone, ce fichier mettrait tous les journalistes parmi vos contacts.

## Un annuaire de plusieurs pages

pages-deck = Les personnes sont réparties sur plusieurs pages. Toutes ont la même longueur, si bien que la longueur ne dit pas laquelle vous avez ouverte.
pages-label = Pages de l’annuaire
pages-range = { $first } à { $last }
pages-title = Page { $number } sur { $pages }
pages-next = Page suivante
pages-previous = Page précédente
pages-all = Toutes les pages et rubriques
pages-take-along = <take-along>Le fichier à emporter</take-along> contient tout le monde à la fois.

## Le fichier à emporter

take-along-motto = Comment nous joindre, à garder et à lire hors ligne
take-along-deck = Édition { $number } du { $day }. Vérifiez à nouveau après le { $again }, et avant d’écrire à quelqu’un pour la première fois : les contacts changent.
take-along-search = Ce fichier fonctionne sans réseau. Cherchez-y un nom ou, sans espaces ni tirets, un numéro ou une adresse qui vous a écrit.
advice-file-source = Si quelqu’un vous a donné ce fichier, ne vous y fiez pas. Procurez-vous le vôtre à { $address }
take-along-everyone = Tout le monde, les équipes d’abord

## Une personne ou une équipe dans une liste

paused-short = Ne lit pas les messages ici en ce moment.
desk-instead = L’équipe à laquelle s’adresser : { $desk }
more-ways = D’autres moyens figurent sur la page du profil
code-of = Code QR : { $name }
doubt = pas confirmé depuis un certain temps
also-written = Aussi écrit

## La page d’un profil

portrait-of = Portrait de { $name }
also-at = Aussi à : { $names }
write-in = Écrivez en : { $names }
readers-one = Une personne lit ce que vous écrivez ici.
readers-few = Quelques personnes lisent ce que vous écrivez ici.
readers-several = Plusieurs personnes lisent ce que vous écrivez ici.
readers-many = Beaucoup de personnes lisent ce que vous écrivez ici.
paused = { $name } ne lit pas les messages ici en ce moment.
advice-paused = N’utilisez pas une adresse ou un numéro que vous aviez gardé.
advice-desk-readers = D’autres personnes liront ce que vous y écrivez.
channels-title = Moyens de prendre contact, le meilleur d’abord
advice-type-or-scan = Tapez le contact, ou scannez son code. Un lien est le second choix : l’ouvrir montre à votre réseau quel service vous utilisez.
advice-type-or-scan-first = Tapez le contact, ou scannez le code du premier choix. Un lien est le second choix : l’ouvrir montre à votre réseau quel service vous utilisez.
first-choice = premier choix
code-of-channel = Code QR du même contact : { $channel }, { $name }
advice-doubt = <strong>Ce contact n’a pas été confirmé depuis un certain temps.</strong> Il se peut qu’il n’atteigne plus { $name }.
advice-doubt-choice = Essayez d’abord un autre.
key-save = Enregistrer la clé
advice-key-compare = Comparez son empreinte à celle ci-dessus avant de l’utiliser.
key-show = Afficher la clé, pour la copier
open-host = Ou ouvrez { $host }
open-mail = Ou ouvrez-le dans un logiciel de courrier
open-call = Ou appelez depuis cet appareil
open-app = Ou ouvrez-le dans une application de cet appareil
cards-title = Cartes pour un carnet d’adresses
advice-cards = <strong>Mieux vaut s’en passer.</strong> Une carte enregistrée met un journaliste parmi vos contacts, et beaucoup de téléphones et d’applications envoient les contacts à d’autres. S’il le faut, prenez la discrète. Vérifiez-la ici avant chaque premier message : les contacts changent.
card-discreet = Carte discrète
card-discreet-holds = un nom et un canal, rien d’autre
card-full = Carte complète
card-full-holds = tous les canaux, la fonction et { $outlet }

## Quand un contact a été confirmé pour la dernière fois, et par qui

confirmed-by-her = Confirmé par elle en { $month }.
confirmed-by-him = Confirmé par lui en { $month }.
confirmed-by-them = Confirmé par la personne elle-même en { $month }.
confirmed-by-owner = Confirmé par son titulaire en { $month }.
confirmed-by-desk = Confirmé par l’équipe en { $month }.
last-confirmed-by-her = Confirmé par elle pour la dernière fois en { $month }.
last-confirmed-by-him = Confirmé par lui pour la dernière fois en { $month }.
last-confirmed-by-them = Confirmé par la personne elle-même pour la dernière fois en { $month }.
last-confirmed-by-owner = Confirmé par son titulaire pour la dernière fois en { $month }.
last-confirmed-by-desk = Confirmé par l’équipe pour la dernière fois en { $month }.
not-confirmed-by-her = Pas encore confirmé par elle.
not-confirmed-by-him = Pas encore confirmé par lui.
not-confirmed-by-them = Pas encore confirmé par la personne elle-même.
not-confirmed-by-owner = Pas encore confirmé par son titulaire.
not-confirmed-by-desk = Pas encore confirmé par l’équipe.

## Réponses qui ne nomment personne

gone-title = On ne peut plus joindre personne ici
advice-gone = <strong>N’utilisez pas une adresse ou un numéro que vous aviez gardé de cette page.</strong> Il peut désormais appartenir à quelqu’un d’autre.
gone-someone-else = Vous pouvez choisir quelqu’un d’autre dans <directory>l’annuaire</directory>.
not-found-title = Cette page n’existe pas
not-found = L’adresse est peut-être mal tapée, ou elle n’a jamais été la nôtre. Vous trouverez les nôtres dans <directory>l’annuaire</directory>.
advice-not-found = Si quelqu’un vous a donné cette adresse comme moyen de joindre un journaliste, ne lui écrivez pas avant d’avoir <verify>vérifié qui il est</verify>.
problem-request-title = Il n’est pas possible de répondre à cette demande
problem-request = Votre navigateur a demandé d’une façon que ce site ne connaît pas. Recommencez à <directory>l’annuaire</directory>.
problem-wait-title = Trop à la fois
problem-wait = Attendez une minute, puis réessayez. <directory>L’annuaire</directory> contient tout le monde sur une page.
problem-soon-title = Pas encore là
problem-soon = Ce serveur ne peut pas répondre en ce moment. Réessayez dans une minute.
problem-ours-title = Quelque chose s’est cassé ici
problem-ours = Vous n’y êtes pour rien. Réessayez plus tard, ou commencez à <directory>l’annuaire</directory>.

## Sortes de canaux

kinds-title = Ce que chaque canal cache et révèle
kind-signal-link = Signal, par un lien
kind-signal-username = Signal, par un nom d’utilisateur
kind-signal-number = Signal, par un numéro
kind-email = Courriel
kind-pgp = Clé PGP
kind-web-form = Formulaire
kind-phone = Téléphone
kind-post = Courrier postal
kind-app = Application
hides = Cache
reveals = Révèle
do-first = D’abord

## Ce que chaque sorte cache

advice-hides-end-to-end = Seuls vous et la personne à qui vous écrivez pouvez lire vos messages.
advice-hides-threema = Seuls vous et la personne à qui vous écrivez pouvez lire vos messages, et il ne vous faut pas de numéro de téléphone.
advice-hides-session = Seuls vous et la personne à qui vous écrivez pouvez lire vos messages, et il ne vous faut ni numéro ni courriel.
advice-hides-simplex = Seuls vous et la personne à qui vous écrivez pouvez lire vos messages, et vous n’avez aucun compte à retrouver.
advice-hides-matrix = Dans un salon chiffré, seuls ses membres peuvent lire vos messages.
advice-hides-xmpp = Avec OMEMO activé, seuls vous et la personne à qui vous écrivez pouvez lire vos messages.
advice-hides-telegram = Vous pouvez cacher votre numéro à la personne à qui vous écrivez.
advice-hides-securedrop = Tor cache d’où vous vous connectez, et le serveur de la rédaction ne garde aucune trace de vous.
advice-hides-globaleaks = Dans Tor Browser, d’où vous vous connectez, et personne d’autre ne peut lire votre signalement en chemin.
advice-hides-hushline = Personne d’autre ne peut lire votre message en chemin, et il ne vous faut aucun compte.
advice-hides-onionshare = Tor cache d’où vous vous connectez, et les fichiers vont directement à l’ordinateur de la rédaction.
advice-hides-web-form = Personne d’autre ne peut lire votre message en chemin.
advice-hides-nothing = Rien par lui-même.
advice-hides-pgp = Seul le détenteur de la clé peut lire le texte et les fichiers que vous chiffrez avec elle.
advice-hides-post = Une lettre sans adresse d’expéditeur ne dit pas qui l’a envoyée.
advice-hides-app = Cela dépend de l’application, qui le dit elle-même.

## Ce que chaque sorte révèle

advice-reveals-signal = Cette personne voit votre nom dans Signal, et votre numéro si vous ne le cachez pas, et Signal sait quand votre compte a été créé et utilisé pour la dernière fois.
advice-reveals-whatsapp = Meta connaît votre numéro et sait à qui vous écrivez et quand, et la personne à qui vous écrivez voit votre numéro.
advice-reveals-threema = Cette personne voit votre identifiant et votre surnom Threema, et le magasin d’applications sait que vous avez l’application.
advice-reveals-wire = Cette personne voit votre nom dans Wire, et Wire connaît votre courriel et sait à qui vous écrivez.
advice-reveals-session = Cette personne voit votre identifiant Session et le nom affiché.
advice-reveals-simplex = Cette personne voit le nom que vous choisissez d’afficher, et le relais peut voir votre adresse réseau.
advice-reveals-matrix = Votre serveur et le sien savent qui écrit à qui et quand, et le nom du salon n’est pas chiffré.
advice-reveals-xmpp = Votre serveur et le sien savent qui écrit à qui et quand, et sans OMEMO ce que vous écrivez.
advice-reveals-telegram = Telegram peut lire les discussions ordinaires, qui ne sont pas chiffrées de bout en bout, et connaît votre numéro et les personnes à qui vous écrivez.
advice-reveals-securedrop = La rédaction ne voit que ce que vous écrivez et envoyez, y compris les noms contenus dans les fichiers.
advice-reveals-globaleaks = Dans un autre navigateur, votre réseau voit que vous avez visité le site, et le site voit votre adresse.
advice-reveals-hushline = Dans un navigateur ordinaire, votre réseau voit que vous avez visité le site, et le site voit votre adresse.
advice-reveals-onionshare = La rédaction voit ce que vous envoyez, y compris les noms contenus dans les fichiers.
advice-reveals-web-form = Votre réseau voit que vous avez visité le site, et le site voit votre adresse.
advice-reveals-email = Les deux fournisseurs de courrier savent qui a écrit à qui, quand et à quel sujet, et peuvent généralement le lire.
advice-reveals-pgp = Les deux fournisseurs de courrier savent toujours qui a écrit à qui et quand, et l’objet du message.
advice-reveals-phone = Les opérateurs téléphoniques enregistrent qui a appelé qui, quand et d’où, et peuvent écouter.
advice-reveals-post = Le cachet de la poste montre où et quand la lettre a été envoyée, et le papier peut porter des marques d’imprimante et des empreintes digitales.
advice-reveals-app = Le magasin d’applications sait que vous avez l’application, et votre réseau peut voir que vous l’utilisez.

## Que faire avant le premier message

advice-first-signal = Dans les réglages de confidentialité de Signal, ne laissez personne voir votre numéro, puis activez les messages éphémères avant d’écrire.
advice-first-signal-username = Dans les réglages de confidentialité de Signal, ne laissez personne voir votre numéro, puis ouvrez une discussion par ce nom d’utilisateur et activez les messages éphémères.
advice-first-whatsapp = Désactivez les sauvegardes des discussions, sinon quiconque peut ouvrir la sauvegarde peut lire la discussion.
advice-first-threema = Utilisez un identifiant lié à aucun numéro ni courriel, et un surnom qui n’est pas votre nom.
advice-first-wire = Inscrivez-vous avec un courriel créé pour cela seulement.
advice-first-session = Choisissez un nom affiché qui n’est pas le vôtre, et comparez l’identifiant entier avant d’écrire.
advice-first-simplex = Connectez-vous en mode incognito, pour qu’un nom au hasard soit affiché.
advice-first-matrix = Créez un compte qui ne contient pas votre nom, et vérifiez que le salon est chiffré avant d’écrire.
advice-first-xmpp = Créez un compte qui ne contient pas votre nom, et activez OMEMO avant d’écrire.
advice-first-telegram = Utilisez un autre canal si vous le pouvez, sinon ouvrez une discussion secrète et cachez votre numéro avant d’écrire.
advice-first-securedrop = Ouvrez-le dans Tor Browser, réglé sur « Safest », sur un appareil et un réseau qui ne sont pas ceux de votre employeur.
advice-first-globaleaks = Ouvrez-le dans Tor Browser, et gardez le numéro de reçu en lieu sûr.
advice-first-hushline = Ouvrez-le dans Tor Browser, et laissez un moyen de vous répondre si vous voulez une réponse.
advice-first-onionshare = Ouvrez-le dans Tor Browser, et réessayez plus tard s’il ne répond pas.
advice-first-web-form = Ouvrez-le dans Tor Browser, sur un réseau qui n’est pas celui de votre employeur.
advice-first-email = Pour tout secret, utilisez un autre canal, ou une nouvelle adresse depuis un réseau qui n’est pas celui de votre employeur.
advice-first-pgp = Comparez l’empreinte entière à celle de cette page, et ne mettez rien de secret dans l’objet.
advice-first-phone = N’appelez jamais de votre téléphone ni de celui de votre employeur si l’appel ne doit pas être connu.
advice-first-post = N’écrivez pas d’adresse de retour, n’imprimez rien au travail, et utilisez une boîte aux lettres publique loin de chez vous et du travail.
advice-first-app = Installez-la sur votre propre appareil depuis le magasin officiel, et lisez ce qu’elle dit de la vie privée.

## Sécurité : ce qui vaut pour tous

safety-title = Sécurité
advice-safety-deck = Aucun outil ne peut promettre que personne ne vous découvrira. De bonnes habitudes le rendent bien plus difficile.
advice-always-title = Toujours
advice-always-device = Utilisez un appareil, un compte et un réseau que votre employeur ne possède pas, n’administre pas et ne paie pas. Pas au travail, ni sur le Wi-Fi de là-bas.
advice-always-search = Ne nous cherchez pas, ne nous suivez pas et n’ouvrez pas nos pages depuis un compte ou un appareil qui porte votre nom, si la visite elle-même pouvait vous être reprochée.
advice-always-contacts = N’enregistrez pas le numéro d’un journaliste parmi vos contacts, et ne dites à personne que vous avez écrit.
advice-always-updates = Tenez votre téléphone et votre ordinateur à jour. Les mises à jour ferment les failles par où entrent les logiciels espions.
advice-always-check = N’écrivez qu’à un contact que vous avez trouvé ici vous-même. Si un journaliste vous écrit le premier, vérifiez qui il est avant de répondre.

## Sécurité : trois situations

advice-situations = Laquelle est la vôtre ? Si vous n’êtes pas sûr, prenez la plus prudente.
advice-tip-title = « J’ai une question ou une information »
advice-tip = Il ne vous arriverait rien de mal si l’on savait que vous avez écrit. Utilisez ce que le journaliste indique, dans cet ordre :
advice-tip-messenger = Signal, ou une autre messagerie dont vous seuls, à deux, pouvez lire les messages.
advice-tip-form = Un formulaire, ou SecureDrop.
advice-tip-email = Courriel, appel téléphonique ou courrier postal, pour ce qui peut être connu. Les entreprises qui transportent un courriel peuvent généralement le lire, et elles le gardent.
advice-job-title = « Mon emploi pourrait être menacé »
advice-job = Votre employeur peut chercher qui nous a parlé : dans son courrier, ses téléphones, ses ordinateurs et ses registres d’entrée. Utilisez ce qui est indiqué, dans cet ordre :
advice-job-securedrop = SecureDrop, ou un formulaire que vous ouvrez dans Tor Browser. Vous n’avez pas à dire qui vous êtes, même à nous.
advice-job-signal = Signal sur votre propre téléphone, réglé comme décrit plus bas, par un lien ou un nom d’utilisateur plutôt que par un numéro.
advice-job-post = Le courrier postal, sans adresse de retour.
advice-job-never = Pas de courriel, pas d’appel, et aucun compte de discussion qui connaît votre numéro ou votre adresse au travail.
advice-freedom-title = « Ma sécurité ou ma liberté pourraient être menacées »
advice-freedom = Prenez votre temps. Une semaine de préparation peut compter plus que n’importe quel programme. Ensuite, dans cet ordre :
advice-freedom-lawyer = Pensez à parler à un avocat qui connaît ce domaine avant de nous parler. Dans beaucoup de pays, ce que vous dites à un avocat est protégé par la loi.
advice-freedom-securedrop = SecureDrop, dans Tor Browser à son niveau « Safest », sur un ordinateur que vous seul utilisez, par un réseau qui n’est pas lié à votre nom. Le système Tails ne laisse aucune trace sur l’ordinateur. Tapez l’adresse dans Tor Browser, et ne l’ouvrez jamais ailleurs.
advice-freedom-post = Le courrier postal : depuis une boîte aux lettres publique loin de chez vous et du travail, le téléphone laissé à la maison.
advice-freedom-signal = Signal, seulement si ni l’un ni l’autre n’est possible. Il cache ce que vous écrivez, mais votre opérateur sait où est votre téléphone, et quiconque vous le prend peut le lire.
advice-freedom-never = Rien d’autre : ni courriel, ni appel, ni autre messagerie.

## Sécurité : Signal

advice-signal-title = Réglez Signal avant le premier message
advice-signal-number = Sous Paramètres, Confidentialité, Numéro de téléphone, choisissez « Personne » pour qui peut voir votre numéro, et « Personne » pour qui peut vous trouver par lui.
advice-signal-name = Choisissez un nom de profil qui n’est pas le vôtre, et aucune photo. Si d’autres doivent vous écrire, donnez-leur un nom d’utilisateur et non votre numéro.
advice-signal-lock = Sous Paramètres, Compte, activez le blocage de l’inscription. Quiconque s’empare de votre numéro ne peut alors pas s’emparer de votre compte avec lui. Le blocage prend fin quand vous n’avez pas utilisé Signal pendant sept jours.
advice-signal-disappearing = Activez les messages éphémères de la discussion avant d’écrire. Ils effacent ce que les deux côtés gardent dans Signal, pas ce que quelqu’un a copié ou photographié.
advice-signal-notifications = Faites que les notifications ne montrent ni nom ni message, et n’associez aucun ordinateur que d’autres utilisent.

## Sécurité : logiciels espions

advice-spyware-title = Si un État pouvait vous viser
advice-spyware = Certains gouvernements utilisent des logiciels espions qui s’emparent d’un téléphone, parfois sans que vous touchiez à rien. Aucune messagerie n’aide alors : ils lisent sur l’écran avec vous.
advice-spyware-updates = Installez chaque mise à jour du système et de vos applications le jour où elle arrive.
advice-spyware-lockdown = Activez le mode Isolement (iPhone) ou la Protection avancée (Android 16 et suivants).
advice-spyware-restart = Redémarrez votre téléphone chaque jour. Beaucoup de ces programmes n’y survivent pas, mais ils peuvent revenir.
advice-spyware-links = N’ouvrez aucun lien ni fichier que vous n’attendiez pas, quel que soit l’expéditeur apparent.
advice-spyware-warning = Si Apple, Google ou WhatsApp vous avertit d’une attaque par un État, croyez-le, et demandez de l’aide à un groupe qui s’y connaît, depuis un autre appareil.
advice-spyware-leave = Laissez votre téléphone à la maison quand vous nous rencontrez ou postez une lettre. L’éteindre ne suffit pas.

## Sécurité : documents

advice-documents-title = Documents, photographies et impression
advice-documents-few = Pensez à qui d’autre avait le même document. S’ils étaient peu, il vous désigne, quelle que soit la façon de l’envoyer.
advice-documents-records = Ouvrir, copier, transférer et imprimer est souvent enregistré au travail, avec le nom et l’heure. N’en faites rien au travail avant de nous avoir demandé comment.
advice-documents-print = Beaucoup d’imprimantes couleur marquent chaque page de points que personne ne voit : quelle imprimante, et quand. Les imprimantes de bureau tiennent des registres.
advice-documents-photograph = Une photographie contient son heure, la marque du téléphone et souvent le lieu, et elle peut montrer plus que la page : un reflet, un filigrane, votre écriture, le nom d’une fenêtre.
advice-documents-metadata = Les fichiers contiennent les noms de ceux qui les ont écrits, des heures et des versions antérieures. Enlevez ce que vous pouvez, ou demandez-nous comment avant de les envoyer.
advice-documents-post = Pour une lettre : papier et enveloppe ordinaires, rien d’écrit à la main, assez de timbres payés en espèces, pas d’adresse de retour et pas de coursier. Le papier garde les empreintes digitales.

## Vérifier un contact gardé

verify-deck = Un chiffre faux, une vieille carte ou un imposteur peuvent porter votre message à la mauvaise personne.
verify-kept-title = Un contact ou une carte que vous avez gardés
advice-kept-address = Tapez vous-même l’adresse de ce site, et lisez-la lettre par lettre : { $address }
advice-kept-find = Ouvrez <directory>l’annuaire</directory> et trouvez la personne. Tout le monde y figure ensemble, si bien que regarder ne dit à personne qui vous cherchez.
advice-kept-compare = Comparez chaque chiffre et chaque lettre. Comparez une clé PGP par son empreinte entière, jamais par ses derniers caractères.
advice-kept-differs = Si quoi que ce soit diffère, ou si la personne n’y est plus, n’utilisez pas ce que vous avez gardé. Effacez-le.
verify-kept-when = Faites-le avant d’écrire à quelqu’un pour la première fois, et de nouveau après un mois. Une carte dans un carnet d’adresses est une copie : elle ne change pas quand le contact change.

## Quelqu’un a écrit le premier

verify-reverse-title = Quelqu’un vous a écrit le premier
verify-reverse-question = « Quelqu’un m’a écrit et dit être une de vos journalistes. Est-ce elle ? » Vous pouvez le savoir sans demander à personne :
advice-reverse-wait = Ne répondez pas encore. N’ouvrez aucun lien ni fichier qu’on vous a envoyé.
advice-reverse-search = Cherchez dans cette page le numéro, l’adresse, le nom d’utilisateur ou l’empreinte qui vous a écrit : avec Ctrl et F, sur un Mac avec Commande et F, sur un téléphone avec « Rechercher dans la page » dans le menu du navigateur. Tapez-le sans espaces ni tirets : la liste ci-dessous contient aussi chaque contact ainsi. Chercher dans une page reste sur votre appareil.
advice-reverse-offline = Ou cherchez dans <take-along>le fichier à emporter</take-along>, qui fonctionne sans réseau.
advice-reverse-found = S’il y est, lisez à qui il est, et comparez-le en entier. Le numéro d’un appelant et l’adresse d’un expéditeur peuvent être falsifiés, donc ne répondez pas : écrivez vous-même au contact de la liste.
advice-reverse-not-found = S’il n’y est pas, ne répondez pas. Demandez à la personne, ou à une équipe, par un canal indiqué ici si c’était elle. Il en va de même d’un contact qui figure sur la page d’un profil et non dans la liste.
advice-lookalike-title = Ce que changent les imposteurs
advice-lookalike-letters = Une lettre pour une autre : l pour I ou 1, O pour 0, rn pour m, ou une lettre d’un autre alphabet qui a la même apparence.
advice-lookalike-additions = Un signe de plus : un point, un chiffre, un tiret bas, un mot comme « desk » ou « press ».
advice-lookalike-ending = La fin d’une adresse : .co pour .com, ou notre nom devant celui d’un autre.
advice-lookalike-picture = Le nom et l’image ne prouvent rien : chacun peut les choisir.
advice-never-ask = Nous ne vous demanderons jamais un mot de passe, un code qu’on vous a envoyé, ni de l’argent.
advice-file-found = Si un contact qui vous a écrit est dans ce fichier, comparez-le en entier, et écrivez-lui vous-même au lieu de répondre. S’il n’y est pas, ne répondez pas : demandez par un contact de ce fichier si c’était cette personne.
verify-command = Si vous savez utiliser une ligne de commande : { $command } cherche un contact dans une copie de l’annuaire que vous avez enregistrée, sans réseau.
handles-title = Chaque contact de la liste, comme il peut être écrit
handles-elsewhere = Il y a trop de contacts pour cette page. Ils figurent dans <take-along>le fichier à emporter</take-along> : cherchez-y.
verify-month-title = Ce que veut dire un mois de confirmation
verify-month = « Confirmé en { $month } » veut dire que le titulaire du contact a dit ce mois-là qu’il l’atteint. Nous nommons le mois et non le jour, parce qu’un jour dirait à d’autres quand quelqu’un est absent.

## Vie privée : ce que nous gardons

privacy-deck = Ce que cette page de contact garde de ses lecteurs, et ce que d’autres peuvent encore voir.
privacy-keep-title = Ce que nous gardons
privacy-nothing = Le programme qui sert ces pages n’écrit rien de ses lecteurs sur son disque : ni adresse, ni navigateur, ni page, ni heure d’une visite, dans aucun journal et dans aucune table.
privacy-counters = <strong>Il compte</strong> combien de fois chaque sorte de page est demandée, jamais quel profil, et montre ces comptes arrondis à la dizaine inférieure.
privacy-limits = <strong>Il freine les déferlements.</strong> Pour cela, il compte les connexions par un code fait de l’adresse réseau et d’un secret. Les codes et le secret sont seulement en mémoire, et le secret change toutes les dix minutes.
privacy-browser = <strong>Il ne donne à votre navigateur</strong> ni cookie ni script, ne lui fait rien charger d’autres serveurs, et lui demande de ne garder aucune copie. La langue figure dans l’adresse de la page et n’est pas devinée.

## Vie privée : ce que voient les autres

privacy-see-title = Ce que d’autres peuvent voir
privacy-network = <strong>Votre réseau</strong> (votre employeur, votre fournisseur, le café) voit que vous avez visité ce site, quand, et à peu près combien a été envoyé. D’après la quantité, il peut deviner quelle sorte de page vous avez ouverte et dans quelle langue, mais pas le profil de qui.
privacy-directory = <strong>L’annuaire</strong> contient tout le monde, si bien que l’ouvrir ne dit rien de la personne que vous cherchez. C’est notre promesse la plus forte : quand cela compte, <directory>restez-y</directory>.
privacy-profile = <strong>La page d’un seul profil</strong> promet moins. La réponse a la même longueur pour chaque profil, et pour des adresses qui ne sont à personne. Mais ce que votre navigateur envoie grandit avec la longueur de l’adresse, si bien que la longueur d’un nom peut se voir.
privacy-device = <strong>Votre propre appareil</strong> peut garder la visite dans son historique. Une fenêtre privée aide. Tor Browser aide davantage, et il cache à votre réseau quel site vous visitez.
privacy-hosting = <strong>Qui héberge ce serveur</strong>, et une entreprise placée devant lui si la rédaction en utilise une, voient quelles adresses réseau le visitent. Une entreprise placée devant peut aussi voir ce qu’elle transporte.
privacy-links = <strong>Un lien vers une messagerie ou un logiciel de courrier</strong> quitte ce site. À partir de là, les règles de ce service valent.

## Vie privée : les personnes sur ces pages

privacy-people-title = Les personnes sur ces pages
privacy-people = Ce qui est publié ici est public et peut être copié par n’importe qui. Un numéro de téléphone ou WhatsApp, un portrait et des pronoms ne sont montrés que lorsque le consentement de leur titulaire est enregistré.

## Jours et mois

date-01 = { $day } janvier { $year }
date-02 = { $day } février { $year }
date-03 = { $day } mars { $year }
date-04 = { $day } avril { $year }
date-05 = { $day } mai { $year }
date-06 = { $day } juin { $year }
date-07 = { $day } juillet { $year }
date-08 = { $day } août { $year }
date-09 = { $day } septembre { $year }
date-10 = { $day } octobre { $year }
date-11 = { $day } novembre { $year }
date-12 = { $day } décembre { $year }
month-01 = janvier { $year }
month-02 = février { $year }
month-03 = mars { $year }
month-04 = avril { $year }
month-05 = mai { $year }
month-06 = juin { $year }
month-07 = juillet { $year }
month-08 = août { $year }
month-09 = septembre { $year }
month-10 = octobre { $year }
month-11 = novembre { $year }
month-12 = décembre { $year }
