# Español. server/locales/README.md dice cómo funcionan estos archivos.

## El marco de cada página

skip = Ir al contenido
places-label = Páginas
place-directory = Directorio
place-safety = Seguridad
place-verify = Comprobar un contacto
place-privacy = Privacidad
place-take-along = Para llevar
languages-label = Esta página en otros idiomas
foot-promise = Esta página no pone cookies, no ejecuta scripts y no pide nada a ningún otro servidor.
foot-onion = Las mismas páginas como servicio onion. Escriba esta dirección en Tor Browser y en ningún otro sitio:
list-comma = ,
not-reviewed = Ninguna persona ha revisado todavía los consejos de seguridad en este idioma. Al lado está el original en inglés: si difieren, vale el inglés.
stale-title = Es posible que esta página no esté al día.
stale-since = Está como el { $day }, y desde entonces este servidor no ha podido actualizarla.
advice-stale = Alguien puede haber cambiado o cerrado una vía de contacto. Antes de escribir a nadie por primera vez, vuelva a mirar más tarde.

## Nombres de las páginas en la ventana

title-directory = Contactos
title-take-along = Contactos para guardar
title-safety = Seguridad
title-verify = Comprobar un contacto
title-privacy = Privacidad
title-contact = Contacto

## Antes de escribir

before-title = Antes de escribir
advice-own-device = <strong>Use su propio dispositivo y su propia red.</strong> Nunca el ordenador, el teléfono, la cuenta ni la wifi de su empresa, y no en el trabajo.
advice-do-not-save = <strong>Copie o escanee, no guarde.</strong> Los teléfonos y las aplicaciones copian la agenda a otras empresas, y algunos también al empleador. Apunte el contacto o escanee su código.
advice-choose = <strong>Elija con cuidado.</strong> Cada canal oculta unas cosas y revela otras, y ninguno está libre de riesgo. Si están en juego su empleo, su seguridad o su libertad, lea antes <safety>Seguridad</safety>.
advice-choose-offline = <strong>Elija con cuidado.</strong> Cada canal oculta unas cosas y revela otras, y ninguno está libre de riesgo. Si están en juego su empleo, su seguridad o su libertad, lea antes los consejos al final de este archivo.

## El directorio

directory-title = Cómo contactar con nuestros periodistas
directory-deck = Todos están en esta única página: abrirla no dice nada de a quién busca usted.
beats-label = Áreas
beat-newsroom = Redacción
also-on-beat = También en esta área: { $names }
directory-edition = Edición { $number }, del { $day }. Perfiles: { $profiles }.
directory-take-along = <take-along>Llévese esta página</take-along> como un solo archivo con todos los códigos QR: así una visita sirve para un mes, y las consultas posteriores no dejan rastro en la red.
all-cards = Todas las tarjetas en un archivo
advice-all-cards = Para programas. En un teléfono pondría a todos los periodistas entre sus contactos.

## Un directorio de varias páginas

pages-deck = Las personas están repartidas en varias páginas. Todas tienen la misma longitud, de modo que la longitud no dice cuál abrió usted.
pages-label = Páginas del directorio
pages-range = { $first } a { $last }
pages-title = Página { $number } de { $pages }
pages-next = Página siguiente
pages-previous = Página anterior
pages-all = Todas las páginas y áreas
pages-take-along = <take-along>El archivo para llevar</take-along> contiene a todos de una vez.

## El archivo para llevar

take-along-motto = Cómo contactar con nosotros, para guardar y leer sin conexión
take-along-deck = Edición { $number }, del { $day }. Vuelva a comprobarlo después del { $again }, y antes de escribir a alguien por primera vez: los contactos cambian.
take-along-search = Este archivo funciona sin red. Busque en él un nombre o, sin espacios ni guiones, el número o la dirección que le haya escrito.
advice-file-source = Si alguien le dio este archivo, no se fíe de él. Consiga el suyo en { $address }
take-along-everyone = Todos, primero los equipos

## Una persona o un equipo en una lista

paused-short = Ahora no lee mensajes aquí.
desk-instead = El equipo al que puede dirigirse: { $desk }
more-ways = Hay más vías en la página del perfil
code-of = Código QR: { $name }
doubt = sin confirmar desde hace tiempo
also-written = También escrito

## La página de un perfil

portrait-of = Retrato de { $name }
also-at = También en: { $names }
write-in = Escriba en: { $names }
readers-one = Una persona lee lo que usted escribe aquí.
readers-few = Unas pocas personas leen lo que usted escribe aquí.
readers-several = Varias personas leen lo que usted escribe aquí.
readers-many = Muchas personas leen lo que usted escribe aquí.
paused = { $name } ahora no lee mensajes aquí.
advice-paused = No use una dirección ni un número que guardara de antes.
advice-desk-readers = Otras personas leerán lo que escriba allí.
channels-title = Vías de contacto, la mejor primero
advice-type-or-scan = Teclee el contacto o escanee su código. Un enlace es la segunda opción: al abrirlo, su red ve qué servicio usa usted.
advice-type-or-scan-first = Teclee el contacto o escanee el código de la primera opción. Un enlace es la segunda opción: al abrirlo, su red ve qué servicio usa usted.
first-choice = primera opción
code-of-channel = Código QR con el mismo contacto: { $channel }, { $name }
advice-doubt = <strong>Este contacto lleva un tiempo sin confirmarse.</strong> Puede que ya no llegue a { $name }.
advice-doubt-choice = Pruebe antes otro.
key-save = Guardar la clave
advice-key-compare = Compare su huella con la de arriba antes de usarla.
key-show = Mostrar la clave para copiarla
open-host = O abra { $host }
open-mail = O ábralo en un programa de correo
open-call = O llame desde este dispositivo
open-app = O ábralo en una aplicación de este dispositivo
cards-title = Tarjetas para la agenda
advice-cards = <strong>Mejor no.</strong> Una tarjeta guardada pone a un periodista entre sus contactos, y muchos teléfonos y aplicaciones envían los contactos a otros. Si no hay más remedio, tome la discreta. Compruébela aquí antes de cada primer mensaje: los contactos cambian.
card-discreet = Tarjeta discreta
card-discreet-holds = un nombre y un canal, nada más
card-full = Tarjeta completa
card-full-holds = todos los canales, el cargo y { $outlet }

## Cuándo se confirmó un contacto por última vez, y quién

confirmed-by-her = Confirmado por ella en { $month }.
confirmed-by-him = Confirmado por él en { $month }.
confirmed-by-them = Confirmado por su titular en { $month }.
confirmed-by-owner = Confirmado por su titular en { $month }.
confirmed-by-desk = Confirmado por el equipo en { $month }.
last-confirmed-by-her = Confirmado por ella por última vez en { $month }.
last-confirmed-by-him = Confirmado por él por última vez en { $month }.
last-confirmed-by-them = Confirmado por su titular por última vez en { $month }.
last-confirmed-by-owner = Confirmado por su titular por última vez en { $month }.
last-confirmed-by-desk = Confirmado por el equipo por última vez en { $month }.
not-confirmed-by-her = Ella aún no lo ha confirmado.
not-confirmed-by-him = Él aún no lo ha confirmado.
not-confirmed-by-them = Su titular aún no lo ha confirmado.
not-confirmed-by-owner = Su titular aún no lo ha confirmado.
not-confirmed-by-desk = El equipo aún no lo ha confirmado.

## Respuestas que no nombran a nadie

gone-title = Aquí ya no se puede contactar con nadie
advice-gone = <strong>No use una dirección ni un número que guardara de esta página.</strong> Puede que ya pertenezca a otra persona.
gone-someone-else = Puede elegir a otra persona en <directory>el directorio</directory>.
not-found-title = No existe esa página
not-found = Puede que la dirección esté mal escrita, o que nunca fuera nuestra. Encontrará a nuestra gente en <directory>el directorio</directory>.
advice-not-found = Si alguien le dio esta dirección como vía para contactar con un periodista, no le escriba antes de haber <verify>comprobado quién es</verify>.
problem-request-title = Esta petición no se puede responder
problem-request = Su navegador ha preguntado de una forma que este sitio no conoce. Empiece de nuevo en <directory>el directorio</directory>.
problem-wait-title = Demasiado a la vez
problem-wait = Espere un minuto y vuelva a intentarlo. <directory>El directorio</directory> contiene a todos en una página.
problem-soon-title = Todavía no está
problem-soon = Este servidor no puede responder en este momento. Vuelva a intentarlo dentro de un minuto.
problem-ours-title = Algo se ha roto aquí
problem-ours = No ha sido por usted. Inténtelo más tarde, o empiece en <directory>el directorio</directory>.

## Tipos de canal

kinds-title = Lo que cada canal oculta y revela
kind-signal-link = Signal, por un enlace
kind-signal-username = Signal, por un nombre de usuario
kind-signal-number = Signal, por un número
kind-email = Correo electrónico
kind-pgp = Clave PGP
kind-web-form = Formulario
kind-phone = Teléfono
kind-post = Correo postal
kind-app = Aplicación
hides = Oculta
reveals = Revela
do-first = Primero

## Lo que oculta cada tipo

advice-hides-end-to-end = Solo usted y la persona a la que escribe pueden leer sus mensajes.
advice-hides-threema = Solo usted y la persona a la que escribe pueden leer sus mensajes, y no necesita número de teléfono.
advice-hides-session = Solo usted y la persona a la que escribe pueden leer sus mensajes, y no necesita número ni correo electrónico.
advice-hides-simplex = Solo usted y la persona a la que escribe pueden leer sus mensajes, y no tiene ninguna cuenta que rastrear.
advice-hides-matrix = En una sala cifrada, solo sus miembros pueden leer sus mensajes.
advice-hides-xmpp = Con OMEMO activado, solo usted y la persona a la que escribe pueden leer sus mensajes.
advice-hides-telegram = Puede ocultar su número a la persona a la que escribe.
advice-hides-securedrop = Tor oculta desde dónde se conecta usted, y el servidor propio de la redacción no guarda ningún registro suyo.
advice-hides-globaleaks = En Tor Browser, desde dónde se conecta usted, y nadie más puede leer su aviso por el camino.
advice-hides-hushline = Nadie más puede leer su mensaje por el camino, y no necesita ninguna cuenta.
advice-hides-onionshare = Tor oculta desde dónde se conecta usted, y los archivos van directamente al ordenador de la redacción.
advice-hides-web-form = Nadie más puede leer su mensaje por el camino.
advice-hides-nothing = Por sí solo, nada.
advice-hides-pgp = Solo quien posee la clave puede leer el texto y los archivos que usted cifre con ella.
advice-hides-post = Una carta sin remitente no dice quién la envió.
advice-hides-app = Depende de la aplicación, que lo dice ella misma.

## Lo que revela cada tipo

advice-reveals-signal = Esa persona ve su nombre en Signal, y su número si usted no lo oculta, y Signal sabe cuándo se creó su cuenta y cuándo se usó por última vez.
advice-reveals-whatsapp = Meta conoce su número y a quién escribe y cuándo, y la persona a la que escribe ve su número.
advice-reveals-threema = Esa persona ve su ID y su apodo de Threema, y la tienda de aplicaciones sabe que usted tiene la aplicación.
advice-reveals-wire = Esa persona ve su nombre en Wire, y Wire conoce su correo electrónico y a quién escribe.
advice-reveals-session = Esa persona ve su ID de Session y el nombre que muestra.
advice-reveals-simplex = Esa persona ve el nombre que usted elija mostrar, y el relé puede ver su dirección de red.
advice-reveals-matrix = Su servidor y el de esa persona saben quién escribe a quién y cuándo, y el nombre de la sala no está cifrado.
advice-reveals-xmpp = Su servidor y el de esa persona saben quién escribe a quién y cuándo, y sin OMEMO también lo que usted escribe.
advice-reveals-telegram = Telegram puede leer los chats corrientes, que no están cifrados de extremo a extremo, y conoce su número y a quién escribe.
advice-reveals-securedrop = La redacción solo ve lo que usted escribe y envía, incluidos los nombres que haya dentro de los archivos.
advice-reveals-globaleaks = En otro navegador, su red ve que visitó el sitio, y el sitio ve su dirección.
advice-reveals-hushline = En un navegador corriente, su red ve que visitó el sitio, y el sitio ve su dirección.
advice-reveals-onionshare = La redacción ve lo que usted envía, incluidos los nombres que haya dentro de los archivos.
advice-reveals-web-form = Su red ve que visitó el sitio, y el sitio ve su dirección.
advice-reveals-email = Los dos proveedores de correo saben quién escribió a quién, cuándo y sobre qué, y por lo general pueden leerlo.
advice-reveals-pgp = Los dos proveedores de correo siguen sabiendo quién escribió a quién y cuándo, y el asunto.
advice-reveals-phone = Las compañías telefónicas registran quién llamó a quién, cuándo y desde dónde, y pueden escuchar.
advice-reveals-post = El matasellos muestra dónde y cuándo se envió, y el papel puede llevar marcas de la impresora y huellas dactilares.
advice-reveals-app = La tienda de aplicaciones sabe que usted tiene la aplicación, y su red puede ver que la usa.

## Qué hacer antes del primer mensaje

advice-first-signal = En los ajustes de privacidad de Signal, no deje que nadie vea su número, y active los mensajes temporales antes de escribir.
advice-first-signal-username = En los ajustes de privacidad de Signal, no deje que nadie vea su número, después inicie un chat con este nombre de usuario y active los mensajes temporales.
advice-first-whatsapp = Desactive las copias de seguridad de los chats: si no, quien pueda abrir la copia puede leer el chat.
advice-first-threema = Use un ID que no esté vinculado a ningún número ni correo electrónico, y un apodo que no sea su nombre.
advice-first-wire = Regístrese con un correo electrónico creado solo para esto.
advice-first-session = Elija un nombre visible que no sea el suyo, y compare el ID entero antes de escribir.
advice-first-simplex = Conéctese en modo incógnito, para que se muestre un nombre al azar.
advice-first-matrix = Cree una cuenta en la que no figure su nombre, y compruebe que la sala está cifrada antes de escribir.
advice-first-xmpp = Cree una cuenta en la que no figure su nombre, y active OMEMO antes de escribir.
advice-first-telegram = Use otro canal si puede; si no, inicie un chat secreto y oculte su número antes de escribir.
advice-first-securedrop = Ábralo en Tor Browser, en el nivel «Safest», desde un dispositivo y una red que no sean de su empresa.
advice-first-globaleaks = Ábralo en Tor Browser, y guarde el número de recibo en un lugar seguro.
advice-first-hushline = Ábralo en Tor Browser, y deje una forma de responderle si quiere respuesta.
advice-first-onionshare = Ábralo en Tor Browser, y vuelva a intentarlo más tarde si no responde.
advice-first-web-form = Ábralo en Tor Browser desde una red que no sea de su empresa.
advice-first-email = Para cualquier secreto use otro canal, o una dirección nueva desde una red que no sea de su empresa.
advice-first-pgp = Compare la huella entera con la de esta página, y no ponga nada secreto en el asunto.
advice-first-phone = No llame nunca desde su teléfono ni el de su empresa si no debe saberse de la llamada.
advice-first-post = No escriba remitente, no imprima nada en el trabajo, y use un buzón público lejos de su casa y de su trabajo.
advice-first-app = Instálela en su propio dispositivo desde la tienda oficial, y lea lo que dice sobre la privacidad.

## Seguridad: lo que vale para todos

safety-title = Seguridad
advice-safety-deck = Ninguna herramienta puede prometer que nadie le descubrirá. Los buenos hábitos lo hacen mucho más difícil.
advice-always-title = Siempre
advice-always-device = Use un dispositivo, una cuenta y una red que su empresa no posea, ni administre, ni pague. No en el trabajo, ni con la wifi de allí.
advice-always-search = No nos busque, no nos siga ni abra nuestras páginas desde una cuenta o un dispositivo que lleve su nombre, si la visita misma pudiera usarse en su contra.
advice-always-contacts = No guarde el número de un periodista entre sus contactos, y no diga a nadie que ha escrito.
advice-always-updates = Mantenga al día su teléfono y su ordenador. Las actualizaciones cierran los agujeros por los que entran los programas espía.
advice-always-check = Escriba solo a un contacto que haya encontrado usted aquí. Si un periodista le escribe primero, compruebe quién es antes de responder.

## Seguridad: tres situaciones

advice-situations = ¿Cuál de estas es la suya? Si no está seguro, tome la más prudente.
advice-tip-title = «Tengo una pregunta o una pista»
advice-tip = No le pasaría nada malo si se supiera que escribió. Use lo que indique el periodista, en este orden:
advice-tip-messenger = Signal, u otra mensajería cuyos mensajes solo puedan leer ustedes dos.
advice-tip-form = Un formulario, o SecureDrop.
advice-tip-email = Correo electrónico, una llamada o el correo postal, para lo que pueda saberse. Las empresas que transportan un correo electrónico suelen poder leerlo, y lo guardan.
advice-job-title = «Mi empleo podría correr peligro»
advice-job = Su empresa puede buscar a quien habló con nosotros: en su correo, sus teléfonos, sus ordenadores y sus registros de entrada. Use lo que esté indicado, en este orden:
advice-job-securedrop = SecureDrop, o un formulario que abra en Tor Browser. No hace falta que diga quién es, ni siquiera a nosotros.
advice-job-signal = Signal en su propio teléfono, configurado como se describe más abajo, por un enlace o un nombre de usuario mejor que por un número.
advice-job-post = El correo postal, sin remitente.
advice-job-never = Ni correo electrónico, ni llamadas, ni cuentas de chat que conozcan su número o su dirección del trabajo.
advice-freedom-title = «Mi seguridad o mi libertad podrían correr peligro»
advice-freedom = Tómese su tiempo. Una semana de preparación puede importar más que cualquier programa. Después, en este orden:
advice-freedom-lawyer = Piense en hablar con un abogado que conozca este campo antes de hablar con nosotros. En muchos países, lo que se dice a un abogado está protegido por la ley.
advice-freedom-securedrop = SecureDrop, en Tor Browser en su nivel «Safest», en un ordenador que solo use usted, a través de una red que no esté ligada a su nombre. El sistema Tails no deja rastro en el ordenador. Teclee la dirección en Tor Browser, y no la abra nunca en otro sitio.
advice-freedom-post = El correo postal: desde un buzón público lejos de su casa y de su trabajo, con el teléfono en casa.
advice-freedom-signal = Signal, solo si ninguna de las dos cosas es posible. Oculta lo que escribe, pero su compañía telefónica sabe dónde está su teléfono, y quien se lo quite puede leerlo.
advice-freedom-never = Nada más: ni correo electrónico, ni llamadas, ni otras mensajerías.

## Seguridad: Signal

advice-signal-title = Configure Signal antes del primer mensaje
advice-signal-number = En Ajustes, Privacidad, Número de teléfono, elija «Nadie» para quién puede ver su número, y «Nadie» para quién puede encontrarle por él.
advice-signal-name = Elija un nombre de perfil que no sea el suyo, y ninguna foto. Si otros deben escribirle, deles un nombre de usuario y no su número.
advice-signal-lock = En Ajustes, Cuenta, active el bloqueo de registro. Así, quien se apodere de su número no podrá apoderarse con él de su cuenta. El bloqueo termina cuando lleva siete días sin usar Signal.
advice-signal-disappearing = Active los mensajes temporales del chat antes de escribir. Borran lo que ambas partes guardan en Signal, no lo que alguien haya copiado o fotografiado.
advice-signal-notifications = Haga que las notificaciones no muestren ni nombre ni mensaje, y no vincule ningún ordenador que usen otros.

## Seguridad: programas espía

advice-spyware-title = Si un Estado pudiera ir tras usted
advice-spyware = Algunos gobiernos usan programas espía que se apoderan de un teléfono, a veces sin que usted toque nada. Entonces no ayuda ninguna mensajería: leen con usted en la pantalla.
advice-spyware-updates = Instale cada actualización del sistema y de sus aplicaciones el día en que llegue.
advice-spyware-lockdown = Active el modo de aislamiento (iPhone) o la protección avanzada (Android 16 y posteriores).
advice-spyware-restart = Reinicie el teléfono cada día. Muchos de esos programas no lo sobreviven, aunque pueden volver.
advice-spyware-links = No abra ningún enlace ni archivo que no esperara, lo envíe quien parezca enviarlo.
advice-spyware-warning = Si Apple, Google o WhatsApp le avisa de un ataque de un Estado, créalo, y pida ayuda a un grupo que sepa de esto, desde otro dispositivo.
advice-spyware-leave = Deje el teléfono en casa cuando se reúna con nosotros o eche una carta. Apagarlo no basta.

## Seguridad: documentos

advice-documents-title = Documentos, fotografías e impresión
advice-documents-few = Piense en quién más tenía el mismo documento. Si eran pocos, le señala a usted, lo envíe como lo envíe.
advice-documents-records = Abrir, copiar, reenviar e imprimir suele quedar registrado en el trabajo, con nombre y hora. No haga nada de eso en el trabajo antes de habernos preguntado cómo.
advice-documents-print = Muchas impresoras en color marcan cada página con puntos que nadie ve: qué impresora y cuándo. Las impresoras de oficina guardan registros.
advice-documents-photograph = Una fotografía contiene la hora, la marca del teléfono y a menudo el lugar, y puede mostrar más que la página: un reflejo, una marca de agua, su letra, el nombre de una ventana.
advice-documents-metadata = Los archivos contienen los nombres de quienes los escribieron, horas y versiones anteriores. Quite lo que pueda, o pregúntenos cómo antes de enviarlos.
advice-documents-post = Para una carta: papel y sobre corrientes, nada escrito a mano, sellos suficientes comprados en efectivo, sin remitente y sin mensajería. El papel guarda huellas dactilares.

## Comprobar un contacto guardado

verify-deck = Una cifra equivocada, una tarjeta vieja o un impostor pueden llevar su mensaje a quien no debe.
verify-kept-title = Un contacto o una tarjeta que ha guardado
advice-kept-address = Teclee usted la dirección de este sitio y léala letra por letra: { $address }
advice-kept-find = Abra <directory>el directorio</directory> y busque a la persona. Allí están todos juntos, de modo que mirar no dice a nadie a quién busca.
advice-kept-compare = Compare cada cifra y cada letra. Compare una clave PGP por su huella entera, nunca por sus últimos caracteres.
advice-kept-differs = Si algo difiere, o la persona ya no está, no use lo que guardó. Bórrelo.
verify-kept-when = Hágalo antes de escribir a alguien por primera vez, y de nuevo cuando haya pasado un mes. Una tarjeta en la agenda es una copia: no cambia cuando cambia el contacto.

## Alguien escribió primero

verify-reverse-title = Alguien le escribió primero
verify-reverse-question = «Alguien me ha escrito y dice que es una de sus periodistas. ¿Es ella?» Puede averiguarlo sin preguntar a nadie:
advice-reverse-wait = No responda todavía. No abra ningún enlace ni archivo que le hayan enviado.
advice-reverse-search = Busque en esta página el número, la dirección, el nombre de usuario o la huella que le escribió: con Ctrl y F, en un Mac con Comando y F, en un teléfono con «Buscar en la página» en el menú del navegador. Tecléelo sin espacios ni guiones: la lista de abajo contiene cada contacto también así. Buscar dentro de una página no sale de su dispositivo.
advice-reverse-offline = O busque en <take-along>el archivo para llevar</take-along>, que funciona sin red.
advice-reverse-found = Si está, lea de quién es y compárelo entero. El número de quien llama y la dirección de un remitente se pueden falsificar, así que no responda: escriba usted al contacto de la lista.
advice-reverse-not-found = Si no está, no responda. Pregunte a la persona, o a un equipo, por un canal que figure aquí si fue ella. Lo mismo vale para un contacto que esté en la página de un perfil y no en la lista.
advice-lookalike-title = Lo que cambian los impostores
advice-lookalike-letters = Una letra por otra: l por I o 1, O por 0, rn por m, o una letra de otro alfabeto que parece igual.
advice-lookalike-additions = Un signo de más: un punto, una cifra, un guion bajo, una palabra como «desk» o «press».
advice-lookalike-ending = El final de una dirección: .co por .com, o nuestro nombre delante del de otro.
advice-lookalike-picture = Ni el nombre ni la foto prueban nada: cualquiera puede elegirlos.
advice-never-ask = Nunca le pediremos una contraseña, un código que le hayan enviado ni dinero.
advice-file-found = Si un contacto que le escribió está en este archivo, compárelo entero, y escríbale usted en lugar de responder. Si no está, no responda: pregunte por un contacto de este archivo si fue esa persona.
verify-command = Si sabe usar una línea de órdenes: { $command } busca un contacto en una copia del directorio que haya guardado, sin red.
handles-title = Cada contacto de la lista, como puede estar escrito
handles-elsewhere = Hay demasiados contactos para esta página. Están en <take-along>el archivo para llevar</take-along>: busque en él.
verify-month-title = Lo que significa un mes de confirmación
verify-month = «Confirmado en { $month }» quiere decir que el titular del contacto dijo ese mes que le llega. Nombramos el mes y no el día, porque un día diría a otros cuándo está alguien ausente.

## Privacidad: lo que guardamos

privacy-deck = Lo que esta página de contacto guarda sobre sus lectores, y lo que otros aún pueden ver.
privacy-keep-title = Lo que guardamos
privacy-nothing = El programa que sirve estas páginas no escribe nada sobre sus lectores en su disco: ni dirección, ni navegador, ni página, ni hora de una visita, en ningún registro ni en ninguna tabla.
privacy-counters = <strong>Cuenta</strong> cuántas veces se pide cada tipo de página, nunca qué perfil, y muestra esas cuentas redondeadas a decenas hacia abajo.
privacy-limits = <strong>Frena las avalanchas.</strong> Para eso cuenta las conexiones por un código hecho de la dirección de red y un secreto. Los códigos y el secreto están solo en la memoria, y el secreto cambia cada diez minutos.
privacy-browser = <strong>No da a su navegador</strong> ninguna cookie ni script, no le hace cargar nada de otros servidores, y le pide que no guarde ninguna copia. El idioma está en la dirección de la página y no se adivina.

## Privacidad: lo que ven otros

privacy-see-title = Lo que otros pueden ver
privacy-network = <strong>Su red</strong> (su empresa, su proveedor, la cafetería) ve que visitó este sitio, cuándo, y aproximadamente cuánto se envió. Por la cantidad puede deducir qué tipo de página abrió y en qué idioma, pero no el perfil de quién.
privacy-directory = <strong>El directorio</strong> contiene a todos, de modo que abrirlo no dice nada de a quién busca. Es nuestra promesa más fuerte: cuando importe, <directory>quédese ahí</directory>.
privacy-profile = <strong>La página de un solo perfil</strong> promete menos. La respuesta tiene la misma longitud para cada perfil, y para direcciones que no son de nadie. Pero lo que envía su navegador crece con la longitud de la dirección, así que se puede ver la longitud de un nombre.
privacy-device = <strong>Su propio dispositivo</strong> puede guardar la visita en su historial. Una ventana privada ayuda. Tor Browser ayuda más, y oculta a su red qué sitio visita.
privacy-hosting = <strong>Quien aloja este servidor</strong>, y una empresa delante de él si la redacción usa una, ven qué direcciones de red lo visitan. Una empresa delante también puede ver lo que transporta.
privacy-links = <strong>Un enlace a una mensajería o a un programa de correo</strong> sale de este sitio. Desde ahí valen las reglas de ese servicio.

## Privacidad: las personas de estas páginas

privacy-people-title = Las personas de estas páginas
privacy-people = Lo que aquí se publica es público y cualquiera puede copiarlo. Un número de teléfono o de WhatsApp, un retrato y los pronombres solo se muestran cuando consta el consentimiento de su titular.

## Días y meses

date-01 = { $day } de enero de { $year }
date-02 = { $day } de febrero de { $year }
date-03 = { $day } de marzo de { $year }
date-04 = { $day } de abril de { $year }
date-05 = { $day } de mayo de { $year }
date-06 = { $day } de junio de { $year }
date-07 = { $day } de julio de { $year }
date-08 = { $day } de agosto de { $year }
date-09 = { $day } de septiembre de { $year }
date-10 = { $day } de octubre de { $year }
date-11 = { $day } de noviembre de { $year }
date-12 = { $day } de diciembre de { $year }
month-01 = enero de { $year }
month-02 = febrero de { $year }
month-03 = marzo de { $year }
month-04 = abril de { $year }
month-05 = mayo de { $year }
month-06 = junio de { $year }
month-07 = julio de { $year }
month-08 = agosto de { $year }
month-09 = septiembre de { $year }
month-10 = octubre de { $year }
month-11 = noviembre de { $year }
month-12 = diciembre de { $year }
