<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="nl" sourcelanguage="en">
 <context>
  <name>AboutCard</name>
  <message>
   <source>Why may you ask this?</source>
   <translation>Waarom mag je dit vragen?</translation>
  </message>
  <message>
   <source>Which decision was it?</source>
   <translation>Welk besluit was het?</translation>
  </message>
  <message>
   <source>In your own words</source>
   <translation>In je eigen woorden</translation>
  </message>
  <message>
   <source>To which other shop, if you like</source>
   <translation>Naar welke andere winkel, als je wilt</translation>
  </message>
  <message>
   <source>Your data then goes there, if the shops can do that.</source>
   <translation>Je gegevens gaan dan daarheen, als de winkels dat kunnen.</translation>
  </message>
  <message>
   <source>Its date or number, if you know</source>
   <translation>Datum of nummer ervan, als je het weet</translation>
  </message>
  <message>
   <source>Where that shop takes your data in, if you know</source>
   <translation>Waar die winkel je gegevens aanneemt, als je het weet</translation>
  </message>
  <message>
   <source>A mail address, a website, or a postal address.</source>
   <translation>Een mailadres, een website of een postadres.</translation>
  </message>
  <message>
   <source>Your view of it, if you like</source>
   <translation>Wat jij ervan vindt, als je wilt</translation>
  </message>
  <message>
   <source>Everything the shop has about me</source>
   <translation>Alles wat de winkel van mij heeft</translation>
  </message>
  <message>
   <source>Only what is ticked here</source>
   <translation>Alleen wat hier is aangevinkt</translation>
  </message>
  <message>
   <source>About what?</source>
   <translation>Waarover?</translation>
  </message>
  <message>
   <source>Name these in the letter</source>
   <translation>Noem deze in de brief</translation>
  </message>
 </context>
 <context>
  <name>ActivityPresenter</name>
  <message>
   <source>Checking your history</source>
   <translation>Je geschiedenis wordt nagekeken</translation>
  </message>
  <message>
   <source>This takes a moment</source>
   <translation>Dit duurt even</translation>
  </message>
  <message>
   <source>1 entry, checked {time}</source>
   <translation>1 regel, gecontroleerd om {time}</translation>
  </message>
  <message>
   <source>{count} entries, checked {time}</source>
   <translation>{count} regels, gecontroleerd om {time}</translation>
  </message>
  <message>
   <source>History intact</source>
   <translation>Geschiedenis klopt</translation>
  </message>
  <message>
   <source>Not so: {what}</source>
   <translation>Klopt niet: {what}</translation>
  </message>
  <message>
   <source>Put a backup back.</source>
   <translation>Zet een reservekopie terug.</translation>
  </message>
  <message>
   <source>Your vault is damaged</source>
   <translation>Je kluis is beschadigd</translation>
  </message>
  <message>
   <source>Your vault could not be checked</source>
   <translation>Je kluis kon niet worden nagekeken</translation>
  </message>
  <message>
   <source>Nothing here matches.</source>
   <translation>Hier past niets bij.</translation>
  </message>
 </context>
 <context>
  <name>ActivityView</name>
  <message>
   <source>Activity</source>
   <translation>Activiteit</translation>
  </message>
  <message>
   <source>What was asked, shared, stopped or changed. Names only, never values.</source>
   <translation>Wat is gevraagd, gedeeld, gestopt of gewijzigd. Alleen namen, nooit waarden.</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Terug</translation>
  </message>
  <message>
   <source>Details</source>
   <translation>Bijzonderheden</translation>
  </message>
  <message>
   <source>Back to the shop</source>
   <translation>Terug naar de winkel</translation>
  </message>
  <message>
   <source>All</source>
   <translation>Alles</translation>
  </message>
  <message>
   <source>Shared</source>
   <translation>Gedeeld</translation>
  </message>
  <message>
   <source>Refused</source>
   <translation>Geweigerd</translation>
  </message>
  <message>
   <source>Stopped</source>
   <translation>Gestopt</translation>
  </message>
  <message>
   <source>Changed</source>
   <translation>Gewijzigd</translation>
  </message>
  <message>
   <source>Security</source>
   <translation>Veiligheid</translation>
  </message>
  <message>
   <source>Save receipt</source>
   <translation>Bewijs bewaren</translation>
  </message>
  <message>
   <source>Save this record (.pdf, .html or .jsonld)</source>
   <translation>Deze afspraak bewaren (.pdf, .html of .jsonld)</translation>
  </message>
  <message>
   <source>Search a shop or preference</source>
   <translation>Zoek een winkel of voorkeur</translation>
  </message>
  <message>
   <source>Shop or preference</source>
   <translation>Zoek op naam</translation>
  </message>
 </context>
 <context>
  <name>ActivityWords</name>
  <message>
   <source>Today, {date}</source>
   <translation>Vandaag, {date}</translation>
  </message>
  <message>
   <source>Yesterday, {date}</source>
   <translation>Gisteren, {date}</translation>
  </message>
 </context>
 <context>
  <name>AppearanceCard</name>
  <message>
   <source>Theme</source>
   <translation>Thema</translation>
  </message>
  <message>
   <source>Text size</source>
   <translation>Tekstgrootte</translation>
  </message>
  <message>
   <source>Normal</source>
   <translation>Normaal</translation>
  </message>
  <message>
   <source>Large</source>
   <translation>Groot</translation>
  </message>
  <message>
   <source>Largest</source>
   <translation>Grootst</translation>
  </message>
  <message>
   <source>System</source>
   <translation>Systeem</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>Licht</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>Donker</translation>
  </message>
 </context>
 <context>
  <name>AskPanel</name>
  <message>
   <source>Your passphrase</source>
   <translation>Je wachtzin</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Annuleren</translation>
  </message>
 </context>
 <context>
  <name>AskingWords</name>
  <message>
   <source>The shop has this now: {value}.</source>
   <translation>De winkel heeft nu: {value}.</translation>
  </message>
  <message>
   <source>Only this shop, only until {date}.</source>
   <translation>Alleen deze winkel, alleen tot {date}.</translation>
  </message>
  <message>
   <source>Send the new value of “{name}” to {host}?</source>
   <translation>De nieuwe waarde van ‘{name}’ naar {host} sturen?</translation>
  </message>
  <message>
   <source>Send the new value of {name} to {host}</source>
   <translation>De nieuwe waarde van {name} naar {host} sturen</translation>
  </message>
  <message>
   <source>Do not send it</source>
   <translation>Niet sturen</translation>
  </message>
  <message>
   <source>Send this value</source>
   <translation>Deze waarde sturen</translation>
  </message>
 </context>
 <context>
  <name>BackupCard</name>
  <message>
   <source>Test now</source>
   <translation>Nu testen</translation>
  </message>
  <message>
   <source>Test the newest backup now</source>
   <translation>Test de nieuwste reservekopie nu</translation>
  </message>
  <message>
   <source>Save a backup…</source>
   <translation>Reservekopie bewaren…</translation>
  </message>
  <message>
   <source>Everything goes in, locked like your vault. Keep it elsewhere.</source>
   <translation>Alles gaat mee, op slot zoals je kluis. Bewaar hem ergens anders.</translation>
  </message>
  <message>
   <source>Kept: 7 days, 4 weeks, 12 months.</source>
   <translation>Bewaard: 7 dagen, 4 weken, 12 maanden.</translation>
  </message>
  <message>
   <source>We restore the newest backup each month to check it.</source>
   <translation>Elke maand zetten we de nieuwste terug om te zien of dat lukt.</translation>
  </message>
  <message>
   <source>On this computer, locked like your vault.</source>
   <translation>Op deze computer, op slot zoals je kluis.</translation>
  </message>
  <message>
   <source>To open a backup, lock your vault first. It opens as a second vault; this one stays as it is.</source>
   <translation>Een reservekopie openen? Sluit eerst je kluis. Het wordt een tweede kluis; deze blijft zoals hij is.</translation>
  </message>
 </context>
 <context>
  <name>BackupOpenPresenter</name>
  <message>
   <source>Looking into the backup.</source>
   <translation>De reservekopie wordt bekeken.</translation>
  </message>
  <message>
   <source>Type the recovery code first.</source>
   <translation>Typ eerst de herstelcode.</translation>
  </message>
  <message>
   <source>Type the passphrase first.</source>
   <translation>Typ eerst de wachtzin.</translation>
  </message>
  <message>
   <source>Checking the backup and making a vault of it. This takes a moment.</source>
   <translation>De reservekopie wordt nagekeken en weer een kluis. Dit duurt even.</translation>
  </message>
  <message>
   <source>Made on {minute}. {size}.</source>
   <translation>Gemaakt op {minute}. {size}.</translation>
  </message>
  <message>
   <source>This passphrase does not open this backup. Changed it since? Use the old one.</source>
   <translation>Deze wachtzin opent deze reservekopie niet. Sindsdien veranderd? Gebruik de oude.</translation>
  </message>
  <message>
   <source>This code does not open this backup. Look for the kit of that day.</source>
   <translation>Deze code opent deze reservekopie niet. Zoek het herstelblad van die dag.</translation>
  </message>
 </context>
 <context>
  <name>BackupOpenView</name>
  <message>
   <source>A copy in safe hands</source>
   <translation>Een kopie in goede handen</translation>
  </message>
  <message>
   <source>Nothing is written over. A vault that is here stays as it is.</source>
   <translation>Er wordt niets overschreven. Een kluis die hier staat, blijft zoals hij is.</translation>
  </message>
  <message>
   <source>Open a backup</source>
   <translation>Open een reservekopie</translation>
  </message>
  <message>
   <source>Your vault comes back as it was on that day.</source>
   <translation>Je kluis komt terug zoals hij die dag was.</translation>
  </message>
  <message>
   <source>Choose a backup…</source>
   <translation>Kies een reservekopie…</translation>
  </message>
  <message>
   <source>The passphrase of that day</source>
   <translation>De wachtzin van die dag</translation>
  </message>
  <message>
   <source>Use the recovery code instead</source>
   <translation>Gebruik liever de herstelcode</translation>
  </message>
  <message>
   <source>Bring it back</source>
   <translation>Zet hem terug</translation>
  </message>
  <message>
   <source>A file that ends in {ending}.</source>
   <translation>Een bestand dat eindigt op {ending}.</translation>
  </message>
  <message>
   <source>Use the passphrase instead</source>
   <translation>Gebruik liever de wachtzin</translation>
  </message>
  <message>
   <source>Choose a backup</source>
   <translation>Kies een reservekopie</translation>
  </message>
 </context>
 <context>
  <name>BackupPresenter</name>
  <message>
   <source>Saving a backup, then reading it back.</source>
   <translation>We maken een reservekopie en lezen die terug.</translation>
  </message>
  <message>
   <source>Restoring it and comparing everything.</source>
   <translation>We zetten hem ergens anders terug en vergelijken alles.</translation>
  </message>
  <message>
   <source>We read the file back and compared everything.</source>
   <translation>We hebben het bestand teruggelezen en alles vergeleken.</translation>
  </message>
  <message>
   <source>Done. Saved as {file}</source>
   <translation>Klaar. Bewaard als {file}</translation>
  </message>
  <message>
   <source>No backup was saved</source>
   <translation>Er is geen reservekopie bewaard</translation>
  </message>
  <message>
   <source>It was made on {minute}.</source>
   <translation>Hij is gemaakt op {minute}.</translation>
  </message>
  <message>
   <source>Records compared: {count}.</source>
   <translation>Vergeleken onderdelen: {count}.</translation>
  </message>
  <message>
   <source>Your newest backup is complete</source>
   <translation>Je nieuwste reservekopie is compleet</translation>
  </message>
  <message>
   <source>Your newest backup did not come back</source>
   <translation>Je nieuwste reservekopie kwam niet terug</translation>
  </message>
  <message>
   <source>Your backups cannot be read</source>
   <translation>Je reservekopieën zijn niet te lezen</translation>
  </message>
  <message>
   <source>Tested on {date}: complete</source>
   <translation>Getest op {date}: compleet</translation>
  </message>
  <message>
   <source>No backup yet</source>
   <translation>Nog geen reservekopie</translation>
  </message>
  <message>
   <source>One is made each day that you open your vault.</source>
   <translation>Er komt er een op elke dag dat je je kluis opent.</translation>
  </message>
  <message>
   <source>Not tested yet</source>
   <translation>Nog niet getest</translation>
  </message>
  <message>
   <source>Made today at {time}</source>
   <translation>Vandaag gemaakt om {time}</translation>
  </message>
  <message>
   <source>Made yesterday at {time}</source>
   <translation>Gisteren gemaakt om {time}</translation>
  </message>
  <message>
   <source>Made on {date}</source>
   <translation>Gemaakt op {date}</translation>
  </message>
  <message>
   <source>1 backup takes {size}.</source>
   <translation>1 reservekopie is {size} groot.</translation>
  </message>
  <message>
   <source>{count} backups take {size}.</source>
   <translation>{count} reservekopieën, samen {size}.</translation>
  </message>
 </context>
 <context>
  <name>BrandCard</name>
  <message>
   <source>You keep no brand for this yet.</source>
   <translation>Je bewaart hier nog geen merk voor.</translation>
  </message>
  <message>
   <source>Keep</source>
   <translation>Bewaar</translation>
  </message>
  <message>
   <source>Put back</source>
   <translation>Zet terug</translation>
  </message>
  <message>
   <source>{brand} is removed.</source>
   <translation>{brand} is weggehaald.</translation>
  </message>
  <message>
   <source>Remove {brand}</source>
   <translation>Haal {brand} weg</translation>
  </message>
  <message>
   <source>Brand or shop</source>
   <translation>Merk of winkel</translation>
  </message>
  <message>
   <source>Size that fits</source>
   <translation>Maat die past</translation>
  </message>
  <message>
   <source>Note, if you like</source>
   <translation>Opmerking, als je wilt</translation>
  </message>
 </context>
 <context>
  <name>BringCard</name>
  <message>
   <source>Choose file…</source>
   <translation>Kies bestand…</translation>
  </message>
  <message>
   <source>Choose file… with your own copy</source>
   <translation>Kies bestand… met je eigen kopie</translation>
  </message>
  <message>
   <source>Choose file… from a shop</source>
   <translation>Kies bestand… van een winkel</translation>
  </message>
  <message>
   <source>Make a letter to a shop</source>
   <translation>Maak een brief aan een winkel</translation>
  </message>
  <message>
   <source>Your own copy</source>
   <translation>Je eigen kopie</translation>
  </message>
  <message>
   <source>Shops must give you your data if you ask. You look at each suggestion first.</source>
   <translation>Winkels moeten je je gegevens geven als je erom vraagt. Je bekijkt elk voorstel eerst.</translation>
  </message>
  <message>
   <source>A file from a shop</source>
   <translation>Een bestand van een winkel</translation>
  </message>
  <message>
   <source>Files are read on this computer only.</source>
   <translation>Bestanden worden alleen op deze computer gelezen.</translation>
  </message>
  <message>
   <source>What you saved here before: ZIP, JSON or table.</source>
   <translation>Wat je hier eerder bewaarde: ZIP, JSON of tabel.</translation>
  </message>
 </context>
 <context>
  <name>BringPresenter</name>
  <message>
   <source>Reading your copy, then comparing each line.</source>
   <translation>Je kopie wordt gelezen en dan regel voor regel vergeleken.</translation>
  </message>
  <message>
   <source>Type the passphrase of the file.</source>
   <translation>Typ de wachtzin van het bestand.</translation>
  </message>
  <message>
   <source>Opening the file, then comparing each line.</source>
   <translation>Het bestand gaat open en wordt regel voor regel vergeleken.</translation>
  </message>
  <message>
   <source>Bringing it in, then comparing each line.</source>
   <translation>Alles komt binnen en wordt regel voor regel vergeleken.</translation>
  </message>
  <message>
   <source>Stopping after this step.</source>
   <translation>Stopt na deze stap.</translation>
  </message>
  <message>
   <source>{said} {done} of {of} steps done.</source>
   <translation>{said} {done} van {of} stappen klaar.</translation>
  </message>
  <message>
   <source>Nothing new in this file</source>
   <translation>Niets nieuws in dit bestand</translation>
  </message>
  <message>
   <source>We compared everything with the file.</source>
   <translation>We vergeleken alles met het bestand.</translation>
  </message>
  <message>
   <source>Done. Brought in {file}</source>
   <translation>Klaar. Binnengehaald: {file}</translation>
  </message>
  <message>
   <source>1 preference is now as in the file.</source>
   <translation>1 voorkeur is nu zoals in het bestand.</translation>
  </message>
  <message>
   <source>{count} preferences are now as in the file.</source>
   <translation>{count} voorkeuren zijn nu zoals in het bestand.</translation>
  </message>
  <message>
   <source>Stopped</source>
   <translation>Gestopt</translation>
  </message>
  <message>
   <source>Nothing was added. Your vault is as it was.</source>
   <translation>Er kwam niets bij. Je kluis is zoals hij was.</translation>
  </message>
  <message>
   <source>Nothing was brought in</source>
   <translation>Er is niets binnengehaald</translation>
  </message>
  <message>
   <source>{what}: {count}</source>
   <translation>{what}: {count}</translation>
  </message>
  <message>
   <source>1 preference is the same in both.</source>
   <translation>1 voorkeur is in beide hetzelfde.</translation>
  </message>
  <message>
   <source>{count} preferences are the same in both.</source>
   <translation>{count} voorkeuren zijn in beide hetzelfde.</translation>
  </message>
  <message>
   <source>Some of it is in your vault already.</source>
   <translation>Een deel staat al in je kluis.</translation>
  </message>
  <message>
   <source>Not the same, and kept as in your vault: {what}.</source>
   <translation>Niet hetzelfde, en gebleven zoals in je kluis: {what}.</translation>
  </message>
  <message>
   <source>Removed</source>
   <translation>Verwijderd</translation>
  </message>
 </context>
 <context>
  <name>CamePanel</name>
  <message>
   <source>Keep this</source>
   <translation>Bewaren</translation>
  </message>
  <message>
   <source>Keep what came of it</source>
   <translation>Bewaren wat ervan kwam</translation>
  </message>
  <message>
   <source>What came of it?</source>
   <translation>Wat kwam ervan?</translation>
  </message>
  <message>
   <source>When?</source>
   <translation>Wanneer?</translation>
  </message>
  <message>
   <source>Note, if you like</source>
   <translation>Notitie, als je wilt</translation>
  </message>
 </context>
 <context>
  <name>CardAsking</name>
  <message>
   <source>Put sealed items on your card?</source>
   <translation>Verzegelde voorkeuren op je kaart?</translation>
  </message>
  <message>
   <source>Whoever sees the card knows them. They go off when you leave this page.</source>
   <translation>Wie de kaart ziet, weet ze. Ze gaan eraf als je deze pagina verlaat.</translation>
  </message>
  <message>
   <source>Your passphrase</source>
   <translation>Je wachtzin</translation>
  </message>
  <message>
   <source>Leave them off</source>
   <translation>Laat ze eraf</translation>
  </message>
  <message>
   <source>Put them on</source>
   <translation>Zet ze erop</translation>
  </message>
  <message>
   <source>Checking</source>
   <translation>Controleren</translation>
  </message>
 </context>
 <context>
  <name>CardPresenter</name>
  <message>
   <source>Copied for 10 seconds, because it is sealed.</source>
   <translation>Gekopieerd voor 10 seconden, want het is verzegeld.</translation>
  </message>
  <message>
   <source>Copied. It is gone when your vault locks.</source>
   <translation>Gekopieerd. Het is weg zodra je kluis op slot gaat.</translation>
  </message>
 </context>
 <context>
  <name>CardPreview</name>
  <message>
   <source>Your card</source>
   <translation>Je kaart</translation>
  </message>
 </context>
 <context>
  <name>CardSide</name>
  <message>
   <source>Language of the card</source>
   <translation>Taal van de kaart</translation>
  </message>
  <message>
   <source>Sizes of other countries too</source>
   <translation>Ook maten van andere landen</translation>
  </message>
  <message>
   <source>Show large</source>
   <translation>Groot tonen</translation>
  </message>
  <message>
   <source>Copy as text</source>
   <translation>Kopieer als tekst</translation>
  </message>
  <message>
   <source>Print A6…</source>
   <translation>Print op A6…</translation>
  </message>
  <message>
   <source>Save as file…</source>
   <translation>Bewaar als bestand…</translation>
  </message>
  <message>
   <source>What you paste or show cannot be taken back.</source>
   <translation>Wat je plakt of laat zien, kun je niet terugnemen.</translation>
  </message>
  <message>
   <source>Tick what you want on your card.</source>
   <translation>Vink aan wat je op je kaart wilt.</translation>
  </message>
  <message>
   <source>You keep no allergies yet.</source>
   <translation>Je bewaart nog geen allergieën.</translation>
  </message>
  <message>
   <source>Your allergies are sealed. Your passphrase puts them on this card.</source>
   <translation>Je allergieën zijn verzegeld. Met je wachtzin komen ze op deze kaart.</translation>
  </message>
  <message>
   <source>Your card</source>
   <translation>Je kaart</translation>
  </message>
 </context>
 <context>
  <name>CardView</name>
  <message>
   <source>My card</source>
   <translation>Mijn kaart</translation>
  </message>
  <message>
   <source>For the counter, a form or a kitchen. No shop gets it from us.</source>
   <translation>Voor de toonbank, een formulier of een keuken. Wij geven hem aan geen enkele winkel.</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Terug</translation>
  </message>
  <message>
   <source>My sizes and tastes</source>
   <translation>Maten en smaken</translation>
  </message>
  <message>
   <source>My allergies</source>
   <translation>Allergieën</translation>
  </message>
  <message>
   <source>Which card?</source>
   <translation>Welke kaart?</translation>
  </message>
  <message>
   <source>What can be on your card</source>
   <translation>Wat er op je kaart kan</translation>
  </message>
  <message>
   <source>Put my allergies on the card</source>
   <translation>Zet mijn allergieën op de kaart</translation>
  </message>
  <message>
   <source>Add my allergies</source>
   <translation>Voeg mijn allergieën toe</translation>
  </message>
  <message>
   <source>Save your card (.pdf or .html)</source>
   <translation>Kaart bewaren (.pdf of .html)</translation>
  </message>
  <message>
   <source>my-card.pdf</source>
   <translation>mijn-kaart.pdf</translation>
  </message>
  <message>
   <source>You keep no preferences yet.</source>
   <translation>Je bewaart nog geen voorkeuren.</translation>
  </message>
  <message>
   <source>A card for whoever cooks</source>
   <translation>Een kaart voor wie er kookt</translation>
  </message>
  <message>
   <source>It says what you are allergic to, in one of six languages.</source>
   <translation>Er staat op waar je niet tegen kunt, in een van zes talen.</translation>
  </message>
  <message>
   <source>It does not replace a note from a doctor. Ask again in the kitchen.</source>
   <translation>Hij vervangt geen briefje van een arts. Vraag het in de keuken na.</translation>
  </message>
 </context>
 <context>
  <name>CareNote</name>
  <message>
   <source>See what can be saved</source>
   <translation>Kijk wat nog te redden is</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Sluiten</translation>
  </message>
  <message>
   <source>Close this note</source>
   <translation>Sluit deze melding</translation>
  </message>
 </context>
 <context>
  <name>ChangePart</name>
  <message>
   <source>Accept this value</source>
   <translation>Deze waarde overnemen</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Annuleren</translation>
  </message>
 </context>
 <context>
  <name>CheckNote</name>
  <message>
   <source>Check again</source>
   <translation>Opnieuw kijken</translation>
  </message>
 </context>
 <context>
  <name>CheckPart</name>
  <message>
   <source>Code {digits}</source>
   <translation>Code {digits}</translation>
  </message>
 </context>
 <context>
  <name>ChoicesEditor</name>
  <message>
   <source>Find in this list</source>
   <translation>Zoek in deze lijst</translation>
  </message>
  <message>
   <source>Your choices</source>
   <translation>Jouw keuzes</translation>
  </message>
 </context>
 <context>
  <name>CodeCard</name>
  <message>
   <source>Tested just now: this code opens your vault</source>
   <translation>Net getest: deze code opent je kluis</translation>
  </message>
  <message>
   <source>Group {number}: {signs}</source>
   <translation>Groep {number}: {signs}</translation>
  </message>
  <message>
   <source>Group {number}: hidden</source>
   <translation>Groep {number}: verborgen</translation>
  </message>
  <message>
   <source>Check sign: {sign}</source>
   <translation>Controleteken: {sign}</translation>
  </message>
  <message>
   <source>Hide</source>
   <translation>Verberg</translation>
  </message>
  <message>
   <source>Show</source>
   <translation>Toon</translation>
  </message>
  <message>
   <source>Hide the code</source>
   <translation>Verberg de code</translation>
  </message>
  <message>
   <source>Show the code</source>
   <translation>Toon de code</translation>
  </message>
  <message>
   <source>Recovery code</source>
   <translation>Herstelcode</translation>
  </message>
 </context>
 <context>
  <name>CodeField</name>
  <message>
   <source>Recovery code</source>
   <translation>Herstelcode</translation>
  </message>
  <message>
   <source>Check sign:</source>
   <translation>Controleteken:</translation>
  </message>
 </context>
 <context>
  <name>ColumnsFoot</name>
  <message>
   <source>Read the file</source>
   <translation>Lees het bestand</translation>
  </message>
  <message>
   <source>You see suggestions first. Nothing is added yet.</source>
   <translation>Je ziet eerst voorstellen. Er komt nog niets bij.</translation>
  </message>
 </context>
 <context>
  <name>ColumnsPage</name>
  <message>
   <source>Back</source>
   <translation>Terug</translation>
  </message>
 </context>
 <context>
  <name>ColumnsView</name>
  <message>
   <source>Choose…</source>
   <translation>Kies…</translation>
  </message>
  <message>
   <source>The day</source>
   <translation>De dag</translation>
  </message>
  <message>
   <source>The month</source>
   <translation>De maand</translation>
  </message>
  <message>
   <source>Which file</source>
   <translation>Welk bestand</translation>
  </message>
  <message>
   <source>What the lines are</source>
   <translation>Wat de regels zijn</translation>
  </message>
  <message>
   <source>What comes first in 3/4/2026?</source>
   <translation>Wat staat er vooraan in 3/4/2026?</translation>
  </message>
  <message>
   <source>Remember for files like this</source>
   <translation>Onthoud dit voor zulke bestanden</translation>
  </message>
  <message>
   <source>Not in this file</source>
   <translation>Niet in dit bestand</translation>
  </message>
  <message>
   <source>Such as: {example}</source>
   <translation>Zoals: {example}</translation>
  </message>
  <message>
   <source>It is from {shop}</source>
   <translation>Het is van {shop}</translation>
  </message>
  <message>
   <source>This file is not known here. Say which column is which.</source>
   <translation>Dit bestand is hier niet bekend. Zeg welke kolom wat is.</translation>
  </message>
 </context>
 <context>
  <name>ComplainPanel</name>
  <message>
   <source>Write the complaint</source>
   <translation>De klacht schrijven</translation>
  </message>
  <message>
   <source>Your letter and reminders go along with it.</source>
   <translation>Je brief en herinneringen gaan mee.</translation>
  </message>
  <message>
   <source>The Dutch authority asks for your address and telephone number.</source>
   <translation>De Autoriteit Persoonsgegevens vraagt je adres en telefoonnummer.</translation>
  </message>
  <message>
   <source>It also has a form of its own on its website.</source>
   <translation>Ze heeft ook een eigen formulier op haar website.</translation>
  </message>
  <message>
   <source>To which authority?</source>
   <translation>Aan welke toezichthouder?</translation>
  </message>
  <message>
   <source>Name of the authority</source>
   <translation>Naam van de toezichthouder</translation>
  </message>
  <message>
   <source>Its address</source>
   <translation>Het adres ervan</translation>
  </message>
  <message>
   <source>How the authority can reach you</source>
   <translation>Hoe de toezichthouder je kan bereiken</translation>
  </message>
  <message>
   <source>Address, telephone number and mail address, a line each.</source>
   <translation>Adres, telefoonnummer en mailadres, elk op een regel.</translation>
  </message>
  <message>
   <source>In your own words, if you like</source>
   <translation>In je eigen woorden, als je wilt</translation>
  </message>
  <message>
   <source>The authority of another country</source>
   <translation>De toezichthouder van een ander land</translation>
  </message>
 </context>
 <context>
  <name>ConfirmBody</name>
  <message>
   <source>These shops have not confirmed yet. You can wait, for days too.</source>
   <translation>Deze winkels hebben het nog niet bevestigd. Wachten kan, ook dagen.</translation>
  </message>
  <message>
   <source>Ask them once more</source>
   <translation>Vraag het nog eens</translation>
  </message>
  <message>
   <source>Write the letters</source>
   <translation>Schrijf de brieven</translation>
  </message>
  <message>
   <source>Leave it at that</source>
   <translation>Laat het daarbij</translation>
  </message>
  <message>
   <source>A letter has the law and your code in it. You send it yourself.</source>
   <translation>In een brief staan de wet en je code. Je verstuurt hem zelf.</translation>
  </message>
  <message>
   <source>Your name, under the letters</source>
   <translation>Je naam, onder de brieven</translation>
  </message>
  <message>
   <source>Where they can answer, such as your mail address</source>
   <translation>Waar ze kunnen antwoorden, zoals je mailadres</translation>
  </message>
 </context>
 <context>
  <name>CopyBody</name>
  <message>
   <source>It has everything, for people and for programs. We read it back and compare.</source>
   <translation>Alles zit erin, voor mensen en voor programma’s. We lezen hem terug en vergelijken.</translation>
  </message>
  <message>
   <source>Take them along</source>
   <translation>Neem het mee</translation>
  </message>
  <message>
   <source>Leave them behind. Then they are lost.</source>
   <translation>Laat het achter. Dan is het weg.</translation>
  </message>
  <message>
   <source>Your vault's passphrase</source>
   <translation>De wachtzin van je kluis</translation>
  </message>
  <message>
   <source>A passphrase for the copy</source>
   <translation>Een wachtzin voor de kopie</translation>
  </message>
  <message>
   <source>Leave the copy unlocked</source>
   <translation>Doe de kopie niet op slot</translation>
  </message>
  <message>
   <source>This file is not locked. Anyone who has the file can read it.</source>
   <translation>Dit bestand zit niet op slot. Wie het heeft, kan het lezen.</translation>
  </message>
  <message>
   <source>Make the copy</source>
   <translation>Maak de kopie</translation>
  </message>
  <message>
   <source>Go on without a copy</source>
   <translation>Ga door zonder kopie</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Afbreken</translation>
  </message>
  <message>
   <source>How far the copy is</source>
   <translation>Hoe ver de kopie is</translation>
  </message>
  <message>
   <source>What becomes of your sealed items?</source>
   <translation>Wat gebeurt er met wat verzegeld is?</translation>
  </message>
 </context>
 <context>
  <name>CopyCard</name>
  <message>
   <source>Asks for your passphrase first.</source>
   <translation>Vraagt eerst om je wachtzin.</translation>
  </message>
  <message>
   <source>Your passphrase</source>
   <translation>Je wachtzin</translation>
  </message>
  <message>
   <source>Save copy…</source>
   <translation>Kopie bewaren…</translation>
  </message>
  <message>
   <source>We check the file before we say it is done.</source>
   <translation>We kijken het bestand na voor we zeggen dat het klaar is.</translation>
  </message>
  <message>
   <source>Choose at least one part.</source>
   <translation>Kies er minstens één.</translation>
  </message>
  <message>
   <source>What kind of file?</source>
   <translation>Wat voor bestand?</translation>
  </message>
  <message>
   <source>What goes in?</source>
   <translation>Wat gaat erin?</translation>
  </message>
 </context>
 <context>
  <name>CopyCheck</name>
  <message>
   <source>Say first what becomes of it.</source>
   <translation>Zeg eerst wat ermee gebeurt.</translation>
  </message>
  <message>
   <source>Type your passphrase, or leave sealed items behind.</source>
   <translation>Typ je wachtzin, of laat wat verzegeld is achter.</translation>
  </message>
  <message>
   <source>This is not the same. Type it again.</source>
   <translation>Dit is niet hetzelfde. Typ het nog eens.</translation>
  </message>
  <message>
   <source>Choose a passphrase for the copy.</source>
   <translation>Kies een wachtzin voor de kopie.</translation>
  </message>
 </context>
 <context>
  <name>CopyPresenter</name>
  <message>
   <source>Type your passphrase, or leave sealed items out.</source>
   <translation>Typ je wachtzin, of laat weg wat verzegeld is.</translation>
  </message>
  <message>
   <source>This is not the same. Type it again.</source>
   <translation>Dit is niet hetzelfde. Typ het opnieuw.</translation>
  </message>
  <message>
   <source>We read the file back and compared everything.</source>
   <translation>We lazen het bestand terug en vergeleken alles.</translation>
  </message>
  <message>
   <source>It is long, so it is in {count} files. The last is {file}.</source>
   <translation>Het is lang, dus staat het in {count} bestanden. Het laatste is {file}.</translation>
  </message>
  <message>
   <source>1 sealed item stayed behind.</source>
   <translation>1 verzegelde voorkeur ging niet mee.</translation>
  </message>
  <message>
   <source>{count} sealed items stayed behind.</source>
   <translation>{count} verzegelde voorkeuren gingen niet mee.</translation>
  </message>
  <message>
   <source>Keep its passphrase well. Nobody can open the file without it.</source>
   <translation>Bewaar de wachtzin goed. Zonder die zin opent niemand het bestand.</translation>
  </message>
  <message>
   <source>Done. Saved as {file}</source>
   <translation>Klaar. Bewaard als {file}</translation>
  </message>
  <message>
   <source>Stopped</source>
   <translation>Gestopt</translation>
  </message>
  <message>
   <source>No file was left behind.</source>
   <translation>Er is geen bestand achtergebleven.</translation>
  </message>
  <message>
   <source>No copy was made</source>
   <translation>Er is geen kopie gemaakt</translation>
  </message>
  <message>
   <source>Type a passphrase for the file, or do not lock it.</source>
   <translation>Typ een wachtzin voor het bestand, of zet het niet op slot.</translation>
  </message>
  <message>
   <source>Stopping after this step.</source>
   <translation>Stopt na deze stap.</translation>
  </message>
  <message>
   <source>Writing your copy, then reading it back.</source>
   <translation>Je kopie wordt geschreven en dan teruggelezen.</translation>
  </message>
  <message>
   <source>{said} {done} of {of} steps done.</source>
   <translation>{said} {done} van {of} stappen klaar.</translation>
  </message>
 </context>
 <context>
  <name>Corner</name>
  <message>
   <source>Preference</source>
   <translation>Voorkeur</translation>
  </message>
 </context>
 <context>
  <name>CorrectionRows</name>
  <message>
   <source>One more thing is wrong</source>
   <translation>Er klopt nog iets niet</translation>
  </message>
  <message>
   <source>What is wrong, such as “address”</source>
   <translation>Wat niet klopt, zoals ‘adres’</translation>
  </message>
  <message>
   <source>What the shop has now, if you like</source>
   <translation>Wat de winkel nu heeft, als je wilt</translation>
  </message>
  <message>
   <source>What is right, if you like</source>
   <translation>Wat wel klopt, als je wilt</translation>
  </message>
 </context>
 <context>
  <name>CountWords</name>
  <message>
   <source>Nothing yet</source>
   <translation>Nog niets</translation>
  </message>
  <message>
   <source>It is in {folder}</source>
   <translation>Het staat in {folder}</translation>
  </message>
  <message>
   <source>1 person</source>
   <translation>1 persoon</translation>
  </message>
  <message>
   <source>{count} people</source>
   <translation>{count} personen</translation>
  </message>
  <message>
   <source>1 wish</source>
   <translation>1 wens</translation>
  </message>
  <message>
   <source>{count} wishes</source>
   <translation>{count} wensen</translation>
  </message>
  <message>
   <source>1 preference</source>
   <translation>1 voorkeur</translation>
  </message>
  <message>
   <source>{count} preferences</source>
   <translation>{count} voorkeuren</translation>
  </message>
  <message>
   <source>1 shop</source>
   <translation>1 winkel</translation>
  </message>
  <message>
   <source>{count} shops</source>
   <translation>{count} winkels</translation>
  </message>
  <message>
   <source>1 receipt</source>
   <translation>1 bewijs</translation>
  </message>
  <message>
   <source>{count} receipts</source>
   <translation>{count} bewijzen</translation>
  </message>
  <message>
   <source>1 letter</source>
   <translation>1 brief</translation>
  </message>
  <message>
   <source>{count} letters</source>
   <translation>{count} brieven</translation>
  </message>
  <message>
   <source>1 line of history</source>
   <translation>1 regel geschiedenis</translation>
  </message>
  <message>
   <source>{count} lines of history</source>
   <translation>{count} regels geschiedenis</translation>
  </message>
 </context>
 <context>
  <name>DamagePresenter</name>
  <message>
   <source>Looking at what can still be read. This takes a moment.</source>
   <translation>Er wordt gekeken wat nog te lezen is. Dit duurt even.</translation>
  </message>
  <message>
   <source>Saving what is left. This takes a moment.</source>
   <translation>Wat er nog is, wordt gered. Dit duurt even.</translation>
  </message>
 </context>
 <context>
  <name>DamageView</name>
  <message>
   <source>Something broke</source>
   <translation>Er is iets stuk</translation>
  </message>
  <message>
   <source>A disk can fail. That is why your vault keeps backups.</source>
   <translation>Een schijf kan stukgaan. Daarom bewaart je kluis reservekopieën.</translation>
  </message>
  <message>
   <source>Your vault is damaged</source>
   <translation>Je kluis is beschadigd</translation>
  </message>
  <message>
   <source>Nothing is deleted. What is damaged stays where it is.</source>
   <translation>Er wordt niets gewist. Wat beschadigd is, blijft waar het is.</translation>
  </message>
  <message>
   <source>The newest good backup</source>
   <translation>De nieuwste goede reservekopie</translation>
  </message>
  <message>
   <source>Bring it back</source>
   <translation>Zet hem terug</translation>
  </message>
  <message>
   <source>What can still be read</source>
   <translation>Wat nog te lezen is</translation>
  </message>
  <message>
   <source>Save what is left</source>
   <translation>Red wat er nog is</translation>
  </message>
  <message>
   <source>Open it</source>
   <translation>Open hem</translation>
  </message>
  <message>
   <source>Made on {minute}. What came later is not in it.</source>
   <translation>Gemaakt op {minute}. Wat later kwam, zit er niet in.</translation>
  </message>
  <message>
   <source>There is none in your vault's folder. Is one elsewhere? Go back and choose “Open a backup”.</source>
   <translation>Er staat er geen in de map van je kluis. Heb je er elders een? Ga terug en kies ‘Open een reservekopie’.</translation>
  </message>
  <message>
   <source>Saved in a new vault, “{name}”. It opens with the same passphrase.</source>
   <translation>Gered in een nieuwe kluis, ‘{name}’. Die opent met dezelfde wachtzin.</translation>
  </message>
  <message>
   <source>A new vault is made of this, beside the damaged one.</source>
   <translation>Hiervan komt een nieuwe kluis, naast de beschadigde.</translation>
  </message>
  <message>
   <source>Nothing.</source>
   <translation>Niets.</translation>
  </message>
  <message>
   <source>not all of it</source>
   <translation>niet alles</translation>
  </message>
 </context>
 <context>
  <name>DeleteBody</name>
  <message>
   <source>Your passphrase</source>
   <translation>Je wachtzin</translation>
  </message>
  <message>
   <source>Delete my vault</source>
   <translation>Wis mijn kluis</translation>
  </message>
 </context>
 <context>
  <name>DeletionPanel</name>
  <message>
   <source>Nobody can bring it back. Backups in its folder go too.</source>
   <translation>Niemand kan hem terughalen. Reservekopieën in de map gaan ook weg.</translation>
  </message>
  <message>
   <source>Your passphrase</source>
   <translation>Je wachtzin</translation>
  </message>
  <message>
   <source>Take a copy first…</source>
   <translation>Eerst een kopie maken…</translation>
  </message>
  <message>
   <source>Leaving?</source>
   <translation>Ga je weg?</translation>
  </message>
  <message>
   <source>Say goodbye step by step.</source>
   <translation>Neem stap voor stap afscheid.</translation>
  </message>
  <message>
   <source>Keep my vault</source>
   <translation>Kluis houden</translation>
  </message>
  <message>
   <source>Delete my vault</source>
   <translation>Kluis verwijderen</translation>
  </message>
  <message>
   <source>Wait</source>
   <translation>Wachten</translation>
  </message>
  <message>
   <source>Delete now</source>
   <translation>Nu verwijderen</translation>
  </message>
  <message>
   <source>Delete this vault</source>
   <translation>Deze kluis verwijderen</translation>
  </message>
  <message>
   <source>Not every shop knows yet</source>
   <translation>Nog niet elke winkel weet het</translation>
  </message>
 </context>
 <context>
  <name>DeletionPresenter</name>
  <message>
   <source>Then all is gone from this computer.</source>
   <translation>Daarna is alles weg van deze computer.</translation>
  </message>
  <message>
   <source>First we tell 1 shop that you stop. Then all is gone from this computer.</source>
   <translation>Eerst melden we 1 winkel dat je stopt. Daarna is alles weg van deze computer.</translation>
  </message>
  <message>
   <source>First we tell {count} shops that you stop. Then all is gone from this computer.</source>
   <translation>Eerst melden we {count} winkels dat je stopt. Daarna is alles weg van deze computer.</translation>
  </message>
  <message>
   <source>Type your passphrase first.</source>
   <translation>Typ eerst je wachtzin.</translation>
  </message>
  <message>
   <source>Checking your passphrase.</source>
   <translation>Je wachtzin wordt gecontroleerd.</translation>
  </message>
  <message>
   <source>Telling the shops that you stop.</source>
   <translation>We melden de winkels dat je stopt.</translation>
  </message>
  <message>
   <source>{hosts} was not reached yet. Delete now, and this shop never hears that you stopped.</source>
   <translation>{hosts} is nog niet bereikt. Verwijder je nu, dan hoort deze winkel nooit dat je stopte.</translation>
  </message>
  <message>
   <source>{hosts} were not reached yet. Delete now, and these shops never hear that you stopped.</source>
   <translation>{hosts} zijn nog niet bereikt. Verwijder je nu, dan horen deze winkels nooit dat je stopte.</translation>
  </message>
  <message>
   <source>Wait, and your vault keeps trying. You can delete it later.</source>
   <translation>Wacht je, dan blijft je kluis het proberen. Verwijderen kan later nog.</translation>
  </message>
 </context>
 <context>
  <name>DurationCard</name>
  <message>
   <source>For how long?</source>
   <translation>Hoe lang?</translation>
  </message>
 </context>
 <context>
  <name>EmptyOverview</name>
  <message>
   <source>Your vault is ready</source>
   <translation>Je kluis is klaar</translation>
  </message>
  <message>
   <source>Write down what you like, once. Then you decide per shop what it may see.</source>
   <translation>Schrijf één keer op wat je fijn vindt. Daarna kies je per winkel wat die mag zien.</translation>
  </message>
  <message>
   <source>Start with your sizes</source>
   <translation>Begin met je maten</translation>
  </message>
  <message>
   <source>Takes about 2 minutes</source>
   <translation>Duurt ongeveer 2 minuten</translation>
  </message>
  <message>
   <source>Start</source>
   <translation>Beginnen</translation>
  </message>
  <message>
   <source>Paste a request link</source>
   <translation>Plak een link van een winkel</translation>
  </message>
  <message>
   <source>If a shop gave you a link</source>
   <translation>Als een winkel je een link gaf</translation>
  </message>
  <message>
   <source>Paste…</source>
   <translation>Plakken…</translation>
  </message>
  <message>
   <source>Bring in a file</source>
   <translation>Haal een bestand binnen</translation>
  </message>
  <message>
   <source>Your own copy</source>
   <translation>Je eigen kopie</translation>
  </message>
  <message>
   <source>Bring in…</source>
   <translation>Binnenhalen…</translation>
  </message>
  <message>
   <source>Nothing is shared by itself. Shops cannot look you up.</source>
   <translation>Er wordt niets vanzelf gedeeld. Winkels kunnen je niet opzoeken.</translation>
  </message>
 </context>
 <context>
  <name>EmptyPreferences</name>
  <message>
   <source>Nothing here yet</source>
   <translation>Hier staat nog niets</translation>
  </message>
  <message>
   <source>Write down what you like, once. Then you decide per shop what it may see.</source>
   <translation>Schrijf één keer op wat je fijn vindt. Daarna kies je per winkel wat die mag zien.</translation>
  </message>
  <message>
   <source>Start with your sizes</source>
   <translation>Begin met je maten</translation>
  </message>
  <message>
   <source>Takes about 2 minutes</source>
   <translation>Duurt ongeveer 2 minuten</translation>
  </message>
  <message>
   <source>Start</source>
   <translation>Beginnen</translation>
  </message>
  <message>
   <source>Choose a topic</source>
   <translation>Kies een onderwerp</translation>
  </message>
  <message>
   <source>Food, home, books and more</source>
   <translation>Eten, wonen, boeken en meer</translation>
  </message>
  <message>
   <source>Choose</source>
   <translation>Kiezen</translation>
  </message>
  <message>
   <source>Bring in a file</source>
   <translation>Haal een bestand binnen</translation>
  </message>
  <message>
   <source>Your own copy</source>
   <translation>Je eigen kopie</translation>
  </message>
  <message>
   <source>Bring in…</source>
   <translation>Binnenhalen…</translation>
  </message>
  <message>
   <source>You can also leave it empty. Nothing is shared by itself.</source>
   <translation>Je kunt het ook leeg laten. Er wordt niets vanzelf gedeeld.</translation>
  </message>
 </context>
 <context>
  <name>EmptyShops</name>
  <message>
   <source>A shop can ask you when you press its button “Personalise with your vault”.</source>
   <translation>Een winkel vraagt pas iets als je op ‘Persoonlijk maken met je kluis’ drukt.</translation>
  </message>
  <message>
   <source>No shop holds anything</source>
   <translation>Geen winkel heeft iets van je</translation>
  </message>
  <message>
   <source>You then see the question here.</source>
   <translation>De vraag zie je dan hier.</translation>
  </message>
  <message>
   <source>Paste a request link</source>
   <translation>Plak een link van een winkel</translation>
  </message>
  <message>
   <source>If a shop gave you a link</source>
   <translation>Als een winkel je een link gaf</translation>
  </message>
  <message>
   <source>Paste…</source>
   <translation>Plakken…</translation>
  </message>
  <message>
   <source>Shops cannot look you up. They can only ask.</source>
   <translation>Winkels kunnen je niet opzoeken. Ze kunnen alleen vragen.</translation>
  </message>
 </context>
 <context>
  <name>EventCard</name>
  <message>
   <source>When</source>
   <translation>Wanneer</translation>
  </message>
  <message>
   <source>Shop</source>
   <translation>Winkel</translation>
  </message>
  <message>
   <source>About</source>
   <translation>Over</translation>
  </message>
  <message>
   <source>The proof of this is kept with the receipt.</source>
   <translation>De winkel tekende hiervoor. Dat zit bij het bewijs.</translation>
  </message>
  <message>
   <source>Open receipt</source>
   <translation>Bewijs openen</translation>
  </message>
 </context>
 <context>
  <name>EventTeller</name>
  <message>
   <source>You shared 1 preference with {host}</source>
   <translation>Je deelde 1 voorkeur met {host}</translation>
  </message>
  <message>
   <source>You shared {count} preferences with {host}</source>
   <translation>Je deelde {count} voorkeuren met {host}</translation>
  </message>
  <message>
   <source>Receipt {number}</source>
   <translation>Bewijs {number}</translation>
  </message>
  <message>
   <source>For somebody else, for this visit only.</source>
   <translation>Voor een ander, alleen voor dit bezoek.</translation>
  </message>
  <message>
   <source>For this visit only.</source>
   <translation>Alleen voor dit bezoek.</translation>
  </message>
  <message>
   <source>Until {date}.</source>
   <translation>Tot {date}.</translation>
  </message>
  <message>
   <source>{host} asked to see 1 preference</source>
   <translation>{host} vroeg om 1 voorkeur</translation>
  </message>
  <message>
   <source>{host} asked to see {count} preferences</source>
   <translation>{host} vroeg om {count} voorkeuren</translation>
  </message>
  <message>
   <source>The shop may not ask again.</source>
   <translation>De winkel mag niets meer vragen.</translation>
  </message>
  <message>
   <source>The shop only hears “no”.</source>
   <translation>De winkel hoort alleen ‘nee’.</translation>
  </message>
  <message>
   <source>You shared nothing with {host}</source>
   <translation>Je deelde niets met {host}</translation>
  </message>
  <message>
   <source>The question of {host} ended</source>
   <translation>De vraag van {host} liep af</translation>
  </message>
  <message>
   <source>You did not answer it. Nothing was shared.</source>
   <translation>Je gaf geen antwoord. Er is niets gedeeld.</translation>
  </message>
  <message>
   <source>{host} received what you shared</source>
   <translation>{host} ontving wat je deelde</translation>
  </message>
  <message>
   <source>{host} never received what you shared</source>
   <translation>{host} heeft nooit ontvangen wat je deelde</translation>
  </message>
  <message>
   <source>{host} did not confirm what you shared</source>
   <translation>{host} bevestigde niet wat je deelde</translation>
  </message>
  <message>
   <source>It may have it. You can stop it on the page of the shop.</source>
   <translation>Misschien heeft de winkel het. Stoppen kan op de pagina van de winkel.</translation>
  </message>
  <message>
   <source>{host} says it has nothing of you</source>
   <translation>{host} zegt niets van je te hebben</translation>
  </message>
  <message>
   <source>You stopped sharing {item} with {host}</source>
   <translation>Je stopte met {item} delen met {host}</translation>
  </message>
  <message>
   <source>You stopped sharing {count} preferences with {host}</source>
   <translation>Je stopte met {count} voorkeuren delen met {host}</translation>
  </message>
  <message>
   <source>Shop not reached yet</source>
   <translation>De winkel is nog niet bereikt</translation>
  </message>
  <message>
   <source>Shop not reached yet. Trying again {moment}</source>
   <translation>De winkel is nog niet bereikt. Nieuwe poging {moment}</translation>
  </message>
  <message>
   <source>You share with {host} again</source>
   <translation>Je deelt weer met {host}</translation>
  </message>
  <message>
   <source>You took a stop back: {names}</source>
   <translation>Je nam het stoppen terug: {names}</translation>
  </message>
  <message>
   <source>{host} knows that you stopped</source>
   <translation>{host} weet dat je stopte</translation>
  </message>
  <message>
   <source>{host} said it deleted this</source>
   <translation>{host} meldde dat dit gewist is</translation>
  </message>
  <message>
   <source>on the day you stopped</source>
   <translation>op de dag dat je stopte</translation>
  </message>
  <message>
   <source>1 day after you stopped</source>
   <translation>1 dag nadat je stopte</translation>
  </message>
  <message>
   <source>{days} days after you stopped</source>
   <translation>{days} dagen nadat je stopte</translation>
  </message>
  <message>
   <source>{names}, {after}</source>
   <translation>{names}, {after}</translation>
  </message>
  <message>
   <source>{host} could not be told to stop</source>
   <translation>{host} was niet te bereiken om te stoppen</translation>
  </message>
  <message>
   <source>Use the code for this shop on its own page.</source>
   <translation>Gebruik de code voor deze winkel op zijn eigen pagina.</translation>
  </message>
  <message>
   <source>{host} did not answer in time</source>
   <translation>{host} antwoordde niet op tijd</translation>
  </message>
  <message>
   <source>It did not say that it deleted: {names}</source>
   <translation>De winkel meldde niet dat dit gewist is: {names}</translation>
  </message>
  <message>
   <source>Sharing with {host} ended by itself</source>
   <translation>Delen met {host} stopte vanzelf</translation>
  </message>
  <message>
   <source>You changed {item}</source>
   <translation>Je wijzigde {item}</translation>
  </message>
  <message>
   <source>You added {item}</source>
   <translation>Je voegde {item} toe</translation>
  </message>
  <message>
   <source>Kept on this computer only</source>
   <translation>Staat alleen op deze computer</translation>
  </message>
  <message>
   <source>You removed {item}</source>
   <translation>Je haalde {item} weg</translation>
  </message>
  <message>
   <source>From your vault only</source>
   <translation>Alleen uit je kluis</translation>
  </message>
  <message>
   <source>You took a copy of your data</source>
   <translation>Je maakte een kopie van je gegevens</translation>
  </message>
  <message>
   <source>With sealed items. The file is not locked.</source>
   <translation>Met wat verzegeld is. Het bestand zit niet op slot.</translation>
  </message>
  <message>
   <source>Without sealed items. The file is not locked.</source>
   <translation>Zonder wat verzegeld is. Het bestand zit niet op slot.</translation>
  </message>
  <message>
   <source>You took in what a copy had more</source>
   <translation>Je nam over wat een kopie meer had</translation>
  </message>
  <message>
   <source>With its history of {count} entries</source>
   <translation>Met zijn geschiedenis van {count} regels</translation>
  </message>
  <message>
   <source>With its history of 1 entry</source>
   <translation>Met zijn geschiedenis van 1 regel</translation>
  </message>
  <message>
   <source>You brought in your own copy</source>
   <translation>Je haalde je eigen kopie binnen</translation>
  </message>
  <message>
   <source>You sent {host} a newer value</source>
   <translation>Je stuurde {host} een nieuwere waarde</translation>
  </message>
  <message>
   <source>{host} replaced the value from before</source>
   <translation>{host} verving de waarde van eerder</translation>
  </message>
  <message>
   <source>Stopped at {host} itself, without your vault</source>
   <translation>Gestopt bij {host} zelf, zonder je kluis</translation>
  </message>
  <message>
   <source>{host} deleted what it had not used for long</source>
   <translation>{host} wiste wat het lang niet had gebruikt</translation>
  </message>
  <message>
   <source>{names}. The shop says: on {date}.</source>
   <translation>{names}. De winkel zegt: op {date}.</translation>
  </message>
  <message>
   <source>Its answer differs from what your vault knows.</source>
   <translation>Het antwoord wijkt af van wat je kluis weet.</translation>
  </message>
  <message>
   <source>Its answer fits.</source>
   <translation>Het antwoord klopt.</translation>
  </message>
  <message>
   <source>It told of a leak.</source>
   <translation>Hij meldde een lek.</translation>
  </message>
  <message>
   <source>You asked {host} what it has</source>
   <translation>Je vroeg {host} wat de winkel heeft</translation>
  </message>
  <message>
   <source>You told {host} that this helped</source>
   <translation>Je vertelde {host} dat dit hielp</translation>
  </message>
  <message>
   <source>You told {host} that this is not right</source>
   <translation>Je vertelde {host} dat dit niet klopt</translation>
  </message>
  <message>
   <source>You told {host} that this is too much</source>
   <translation>Je vertelde {host} dat dit te veel is</translation>
  </message>
  <message>
   <source>You told {host} what you think</source>
   <translation>Je zei {host} wat je vindt</translation>
  </message>
  <message>
   <source>{names} and {count} more</source>
   <translation>{names} en nog {count}</translation>
  </message>
 </context>
 <context>
  <name>EvidenceTable</name>
  <message>
   <source>Why</source>
   <translation>Waarom</translation>
  </message>
  <message>
   <source>Date</source>
   <translation>Datum</translation>
  </message>
  <message>
   <source>Product</source>
   <translation>Product</translation>
  </message>
 </context>
 <context>
  <name>ExampleLine</name>
  <message>
   <source>Just looking?</source>
   <translation>Eerst kijken?</translation>
  </message>
  <message>
   <source>Try an example</source>
   <translation>Probeer een voorbeeld</translation>
  </message>
 </context>
 <context>
  <name>ExampleNote</name>
  <message>
   <source>This is an example, with made-up data. It is gone when you lock it.</source>
   <translation>Dit is een voorbeeld, met verzonnen gegevens. Op slot betekent weg.</translation>
  </message>
  <message>
   <source>Its passphrase: {passphrase}</source>
   <translation>De wachtzin: {passphrase}</translation>
  </message>
 </context>
 <context>
  <name>FamilyBar</name>
  <message>
   <source>Everybody with their sizes, on one page. Nothing sealed, and no notes.</source>
   <translation>Iedereen met zijn maten op één blad. Niets wat verzegeld is, geen notities.</translation>
  </message>
  <message>
   <source>Your own wishes that are not done, on one page.</source>
   <translation>Je eigen wensen die nog openstaan, op één blad.</translation>
  </message>
  <message>
   <source>Wishes you think of for them too</source>
   <translation>Ook wat je voor hen bedacht</translation>
  </message>
  <message>
   <source>Prices too</source>
   <translation>Ook prijzen</translation>
  </message>
  <message>
   <source>Save a page for family…</source>
   <translation>Bewaar een blad voor familie…</translation>
  </message>
  <message>
   <source>people.pdf</source>
   <translation>mensen.pdf</translation>
  </message>
  <message>
   <source>wishes-for-family.pdf</source>
   <translation>wensen-voor-familie.pdf</translation>
  </message>
  <message>
   <source>Save as file (.pdf or .html)</source>
   <translation>Bewaren als bestand (.pdf of .html)</translation>
  </message>
 </context>
 <context>
  <name>FamilyPresenter</name>
  <message>
   <source>Saved as {file}. This file is not locked.</source>
   <translation>Bewaard als {file}. Dit bestand zit niet op slot.</translation>
  </message>
 </context>
 <context>
  <name>FarewellView</name>
  <message>
   <source>The shutters are closed</source>
   <translation>De luiken zijn dicht</translation>
  </message>
  <message>
   <source>Deleting your vault</source>
   <translation>Je kluis wordt verwijderd</translation>
  </message>
  <message>
   <source>This takes a moment.</source>
   <translation>Dit duurt even.</translation>
  </message>
  <message>
   <source>Your vault is gone</source>
   <translation>Je kluis is weg</translation>
  </message>
  <message>
   <source>Nothing of it is left on this computer. Copies that you saved elsewhere are still there.</source>
   <translation>Er staat niets meer van op deze computer. Kopieën die je elders bewaarde, zijn er nog.</translation>
  </message>
  <message>
   <source>The keys that opened it were wiped first. Goodbye, and go well.</source>
   <translation>De sleutels ervan zijn eerst gewist. Dag, en het ga je goed.</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>Verder</translation>
  </message>
  <message>
   <source>Your vault could not be deleted</source>
   <translation>Je kluis kon niet worden verwijderd</translation>
  </message>
  <message>
   <source>Go back</source>
   <translation>Terug</translation>
  </message>
 </context>
 <context>
  <name>FeedbackWords</name>
  <message>
   <source>This helped</source>
   <translation>Dit hielp</translation>
  </message>
  <message>
   <source>Not right</source>
   <translation>Klopt niet</translation>
  </message>
  <message>
   <source>{words}: {item}</source>
   <translation>{words}: {item}</translation>
  </message>
  <message>
   <source>The shop did not hear this. {why}</source>
   <translation>De winkel heeft dit niet gehoord. {why}</translation>
  </message>
  <message>
   <source>Telling the shop.</source>
   <translation>We vertellen het de winkel.</translation>
  </message>
  <message>
   <source>The shop heard that this helped.</source>
   <translation>De winkel heeft gehoord dat dit hielp.</translation>
  </message>
  <message>
   <source>The shop heard that this is not right.</source>
   <translation>De winkel heeft gehoord dat dit niet klopt.</translation>
  </message>
  <message>
   <source>The shop heard that this is too much.</source>
   <translation>De winkel heeft gehoord dat dit te veel is.</translation>
  </message>
 </context>
 <context>
  <name>FilesCard</name>
  <message>
   <source>Files</source>
   <translation>Bestanden</translation>
  </message>
  <message>
   <source>Reading. More may follow.</source>
   <translation>We lezen nog. Er kan meer volgen.</translation>
  </message>
  <message>
   <source>Stop reading</source>
   <translation>Stop met lezen</translation>
  </message>
  <message>
   <source>Show which</source>
   <translation>Toon welke</translation>
  </message>
  <message>
   <source>Hide which</source>
   <translation>Verberg welke</translation>
  </message>
  <message>
   <source>And 1 more file.</source>
   <translation>En nog 1 bestand.</translation>
  </message>
  <message>
   <source>And {count} more files.</source>
   <translation>En nog {count} bestanden.</translation>
  </message>
 </context>
 <context>
  <name>FoldedPreview</name>
  <message>
   <source>The shop will see nothing yet</source>
   <translation>De winkel krijgt nog niets te zien</translation>
  </message>
  <message>
   <source>The shop will see: {values}</source>
   <translation>De winkel krijgt te zien: {values}</translation>
  </message>
 </context>
 <context>
  <name>ForgetNote</name>
  <message>
   <source>If you forget it, nobody can open your vault</source>
   <translation>Als je hem vergeet, kan niemand je kluis openen</translation>
  </message>
  <message>
   <source>We cannot either. In the next step you make a recovery kit: one page with a code. Keep it on paper. With it you can choose a new passphrase.</source>
   <translation>Wij ook niet. In de volgende stap maak je een herstelblad: één pagina met een code. Bewaar dat op papier. Daarmee kun je een nieuwe wachtzin kiezen.</translation>
  </message>
 </context>
 <context>
  <name>GateHelp</name>
  <message>
   <source>Help</source>
   <translation>Hulp</translation>
  </message>
 </context>
 <context>
  <name>GatePage</name>
  <message>
   <source>Back</source>
   <translation>Terug</translation>
  </message>
 </context>
 <context>
  <name>GoodbyePresenter</name>
  <message>
   <source>Goodbye papers</source>
   <translation>Papieren van mijn afscheid</translation>
  </message>
  <message>
   <source>Making the folder.</source>
   <translation>De map wordt gemaakt.</translation>
  </message>
  <message>
   <source>Writing your copy, then reading it back.</source>
   <translation>Je kopie wordt geschreven en daarna teruggelezen.</translation>
  </message>
  <message>
   <source>One moment.</source>
   <translation>Een ogenblik.</translation>
  </message>
  <message>
   <source>Telling the shops that you stop.</source>
   <translation>De winkels horen dat je stopt.</translation>
  </message>
  <message>
   <source>Asking the shops once more.</source>
   <translation>We vragen het de winkels nog eens.</translation>
  </message>
  <message>
   <source>Writing the letters.</source>
   <translation>De brieven worden geschreven.</translation>
  </message>
  <message>
   <source>Writing the sheet.</source>
   <translation>Het blad wordt geschreven.</translation>
  </message>
  <message>
   <source>Type your passphrase first.</source>
   <translation>Typ eerst je wachtzin.</translation>
  </message>
  <message>
   <source>Checking your passphrase.</source>
   <translation>Je wachtzin wordt gecontroleerd.</translation>
  </message>
  <message>
   <source>We asked once more. These shops have not confirmed yet.</source>
   <translation>We hebben het nog eens gevraagd. Deze winkels hebben nog niet bevestigd.</translation>
  </message>
  <message>
   <source>You cancelled it. There is no copy.</source>
   <translation>Je hebt het afgebroken. Er is geen kopie.</translation>
  </message>
 </context>
 <context>
  <name>GoodbyeView</name>
  <message>
   <source>Say goodbye</source>
   <translation>Afscheid nemen</translation>
  </message>
  <message>
   <source>Five steps end your vault. You can leave at each one, and go on another day.</source>
   <translation>In vijf stappen is je kluis opgeruimd. Je kunt bij elke stap stoppen en later verdergaan.</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Terug</translation>
  </message>
  <message>
   <source>Begin</source>
   <translation>Begin</translation>
  </message>
  <message>
   <source>Another folder…</source>
   <translation>Een andere map…</translation>
  </message>
  <message>
   <source>I stay after all</source>
   <translation>Ik blijf toch</translation>
  </message>
  <message>
   <source>Your papers go to {folder}</source>
   <translation>Je papieren gaan naar {folder}</translation>
  </message>
  <message>
   <source>Choose a folder for your papers</source>
   <translation>Kies een map voor je papieren</translation>
  </message>
  <message>
   <source>First: where do your copy and papers go?</source>
   <translation>Eerst: waar gaan je kopie en papieren heen?</translation>
  </message>
  <message>
   <source>Nothing is deleted before the last step, and that one asks for your passphrase.</source>
   <translation>Voor de laatste stap wordt niets gewist. Die vraagt om je wachtzin.</translation>
  </message>
 </context>
 <context>
  <name>GoodbyeWords</name>
  <message>
   <source>Take a copy</source>
   <translation>Neem een kopie mee</translation>
  </message>
  <message>
   <source>Stop all sharing</source>
   <translation>Stop overal met delen</translation>
  </message>
  <message>
   <source>Hear from the shops</source>
   <translation>Wacht op antwoord van de winkels</translation>
  </message>
  <message>
   <source>Write it all on a sheet</source>
   <translation>Zet alles op één blad</translation>
  </message>
  <message>
   <source>Delete your vault</source>
   <translation>Wis je kluis</translation>
  </message>
  <message>
   <source>Your copy: {file}</source>
   <translation>Je kopie: {file}</translation>
  </message>
  <message>
   <source>Your sheet: {file}</source>
   <translation>Je blad: {file}</translation>
  </message>
  <message>
   <source>Letters to send yourself: {folder}</source>
   <translation>Brieven om zelf te versturen: {folder}</translation>
  </message>
  <message>
   <source>Your vault and the backups beside it are deleted.</source>
   <translation>Je kluis en de reservekopieën ernaast worden gewist.</translation>
  </message>
  <message>
   <source>First we wipe the keys that open them. Then nobody can bring them back, not even us.</source>
   <translation>Eerst wissen we de sleutels die ze openen. Daarna kan niemand ze terughalen, ook wij niet.</translation>
  </message>
  <message>
   <source>If this is interrupted, your vault may no longer open. Then delete its folder yourself.</source>
   <translation>Wordt dit onderbroken, dan opent je kluis misschien niet meer. Wis dan zelf de map.</translation>
  </message>
  <message>
   <source>You have no copy. What is in your vault is lost.</source>
   <translation>Je hebt geen kopie. Wat in je kluis zit, ben je kwijt.</translation>
  </message>
  <message>
   <source>What is sealed is not in your copy. It is lost.</source>
   <translation>Wat verzegeld is, zit niet in je kopie. Dat ben je kwijt.</translation>
  </message>
  <message>
   <source>It is locked.</source>
   <translation>Hij zit op slot.</translation>
  </message>
  <message>
   <source>No shop may use anything of you now.</source>
   <translation>Geen winkel mag nu nog iets van je gebruiken.</translation>
  </message>
  <message>
   <source>Written: {file}</source>
   <translation>Geschreven: {file}</translation>
  </message>
  <message>
   <source>You shared with nobody.</source>
   <translation>Je deelde met niemand.</translation>
  </message>
  <message>
   <source>One letter is ready to be sent.</source>
   <translation>Eén brief ligt klaar om te versturen.</translation>
  </message>
  <message>
   <source>{count} letters are ready to be sent.</source>
   <translation>{count} brieven liggen klaar om te versturen.</translation>
  </message>
  <message>
   <source>Not all confirmed. You left it at that.</source>
   <translation>Niet elke winkel bevestigde het. Je liet het daarbij.</translation>
  </message>
  <message>
   <source>All of them are done with you.</source>
   <translation>Ze zijn allemaal klaar met je gegevens.</translation>
  </message>
 </context>
 <context>
  <name>GroupField</name>
  <message>
   <source>Group {number}</source>
   <translation>Groep {number}</translation>
  </message>
  <message>
   <source>Right</source>
   <translation>Goed</translation>
  </message>
 </context>
 <context>
  <name>HeldWords</name>
  <message>
   <source>Last confirmed by the shop</source>
   <translation>Laatst bevestigd door de winkel</translation>
  </message>
  <message>
   <source>What the shop says it holds</source>
   <translation>Wat de winkel zegt te hebben</translation>
  </message>
  <message>
   <source>Asking {host} now. This takes a moment.</source>
   <translation>We vragen het nu aan {host}. Dat duurt even.</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Annuleren</translation>
  </message>
  <message>
   <source>Stop waiting for the answer</source>
   <translation>Niet langer op het antwoord wachten</translation>
  </message>
  <message>
   <source>Ask what this shop holds</source>
   <translation>Vraag wat deze winkel heeft</translation>
  </message>
  <message>
   <source>Ask what {host} holds</source>
   <translation>Vraag wat {host} heeft</translation>
  </message>
  <message>
   <source>You did not ask yet.</source>
   <translation>Je hebt het nog niet gevraagd.</translation>
  </message>
  <message>
   <source>1 thing differs from what your vault knows.</source>
   <translation>1 ding is anders dan je kluis weet.</translation>
  </message>
  <message>
   <source>{count} things differ from what your vault knows.</source>
   <translation>{count} dingen zijn anders dan je kluis weet.</translation>
  </message>
  <message>
   <source>It held 1 thing, as your vault had it.</source>
   <translation>Hij had 1 ding, net als in je kluis.</translation>
  </message>
  <message>
   <source>It held {count} things, as your vault had it.</source>
   <translation>Hij had {count} dingen, net als in je kluis.</translation>
  </message>
  <message>
   <source>It held nothing.</source>
   <translation>Hij had niets.</translation>
  </message>
  <message>
   <source>{moment}.</source>
   <translation>{moment}.</translation>
  </message>
  <message>
   <source>It told of a leak. Ask again to read it.</source>
   <translation>Hij meldde een lek. Vraag het opnieuw om dat te lezen.</translation>
  </message>
  <message>
   <source>After that it said that all is deleted.</source>
   <translation>Daarna meldde de winkel dat alles gewist is.</translation>
  </message>
  <message>
   <source>After that it ended.</source>
   <translation>Daarna liep het af.</translation>
  </message>
  <message>
   <source>This shop cannot be asked from your vault.</source>
   <translation>Deze winkel kun je niet vanuit je kluis vragen.</translation>
  </message>
  <message>
   <source>Write it a letter, with the code below: {contact}</source>
   <translation>Schrijf een brief, met de code hieronder: {contact}</translation>
  </message>
  <message>
   <source>The answer is not signed by {host} as agreed. It does not count.</source>
   <translation>Het antwoord is niet door {host} ondertekend zoals afgesproken. Het telt niet.</translation>
  </message>
  <message>
   <source>The shop tells of 1 more leak.</source>
   <translation>De winkel meldt nog 1 lek.</translation>
  </message>
  <message>
   <source>The shop tells of {count} more leaks.</source>
   <translation>De winkel meldt nog {count} lekken.</translation>
  </message>
  <message>
   <source>The shop says that data leaked on {date}: “{what}”</source>
   <translation>De winkel zegt dat er op {date} gegevens lekten: ‘{what}’</translation>
  </message>
  <message>
   <source>Its advice: “{advice}”</source>
   <translation>Het advies: ‘{advice}’</translation>
  </message>
  <message>
   <source>It is about: {names}.</source>
   <translation>Het gaat over: {names}.</translation>
  </message>
  <message>
   <source>The shop names {count} more.</source>
   <translation>De winkel noemt er nog {count}.</translation>
  </message>
  <message>
   <source>The shop says it has it. {used}</source>
   <translation>De winkel zegt dat hij dit heeft. {used}</translation>
  </message>
  <message>
   <source>The shop says it has none.</source>
   <translation>De winkel zegt dat hij dit niet heeft.</translation>
  </message>
  <message>
   <source>What it does not use for {days} days, it deletes by itself.</source>
   <translation>Wat hij {days} dagen niet gebruikt, wist hij vanzelf.</translation>
  </message>
  <message>
   <source>The shop holds something you did not share.</source>
   <translation>De winkel heeft iets wat je niet hebt gedeeld.</translation>
  </message>
  <message>
   <source>You stopped this. The shop says it still has it.</source>
   <translation>Je bent hiermee gestopt. De winkel zegt dat hij het nog heeft.</translation>
  </message>
  <message>
   <source>This is over. The shop says it still has it.</source>
   <translation>Dit is voorbij. De winkel zegt dat hij het nog heeft.</translation>
  </message>
  <message>
   <source>Use the code for this shop on its own page.</source>
   <translation>Gebruik de code voor deze winkel op zijn eigen pagina.</translation>
  </message>
  <message>
   <source>The shop has this as “{name}”.</source>
   <translation>De winkel heeft dit als ‘{name}’.</translation>
  </message>
  <message>
   <source>You shared “{own}”, the shop says “{said}”.</source>
   <translation>Je deelde ‘{own}’, de winkel zegt ‘{said}’.</translation>
  </message>
  <message>
   <source>You agreed until {date}, the shop says {said}.</source>
   <translation>Je sprak af tot {date}, de winkel zegt {said}.</translation>
  </message>
  <message>
   <source>It never used it.</source>
   <translation>Nog nooit gebruikt.</translation>
  </message>
  <message>
   <source>Last used on {date}.</source>
   <translation>Laatst gebruikt op {date}.</translation>
  </message>
  <message>
   <source>An unknown preference</source>
   <translation>Een onbekende voorkeur</translation>
  </message>
 </context>
 <context>
  <name>HelpPresenter</name>
  <message>
   <source>Nothing here matches. Try another word.</source>
   <translation>Hier past niets bij. Probeer een ander woord.</translation>
  </message>
  <message>
   <source>1 topic found.</source>
   <translation>1 onderwerp gevonden.</translation>
  </message>
  <message>
   <source>{count} topics found.</source>
   <translation>{count} onderwerpen gevonden.</translation>
  </message>
 </context>
 <context>
  <name>HelpView</name>
  <message>
   <source>Help</source>
   <translation>Hulp</translation>
  </message>
  <message>
   <source>Short answers. What you type here stays on this computer.</source>
   <translation>Korte antwoorden. Wat je hier typt, blijft op deze computer.</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Terug</translation>
  </message>
  <message>
   <source>Topics</source>
   <translation>Onderwerpen</translation>
  </message>
  <message>
   <source>What help says</source>
   <translation>Wat de hulp zegt</translation>
  </message>
  <message>
   <source>Back to the topics</source>
   <translation>Terug naar de onderwerpen</translation>
  </message>
  <message>
   <source>Search help</source>
   <translation>Zoek in de hulp</translation>
  </message>
 </context>
 <context>
  <name>HoldsPart</name>
  <message>
   <source>Who holds what</source>
   <translation>Wie heeft wat</translation>
  </message>
  <message>
   <source>No shop holds anything.</source>
   <translation>Geen winkel heeft iets van je.</translation>
  </message>
  <message>
   <source>Shops that hold something now</source>
   <translation>Winkels die nu iets van je hebben</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Stop</translation>
  </message>
  <message>
   <source>Details</source>
   <translation>Meer</translation>
  </message>
 </context>
 <context>
  <name>HousePage</name>
  <message>
   <source>About your vault</source>
   <translation>Over je kluis</translation>
  </message>
 </context>
 <context>
  <name>ImportColumns</name>
  <message>
   <source>Choose the column of the product.</source>
   <translation>Kies de kolom van het product.</translation>
  </message>
  <message>
   <source>Choose what comes first in the dates.</source>
   <translation>Kies wat er vooraan staat in de datums.</translation>
  </message>
  <message>
   <source>Product</source>
   <translation>Product</translation>
  </message>
  <message>
   <source>Date</source>
   <translation>Datum</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>Maat</translation>
  </message>
  <message>
   <source>Colour</source>
   <translation>Kleur</translation>
  </message>
  <message>
   <source>Brand</source>
   <translation>Merk</translation>
  </message>
  <message>
   <source>Category</source>
   <translation>Categorie</translation>
  </message>
  <message>
   <source>Price</source>
   <translation>Prijs</translation>
  </message>
  <message>
   <source>Currency</source>
   <translation>Munt</translation>
  </message>
  <message>
   <source>How many</source>
   <translation>Hoeveel</translation>
  </message>
  <message>
   <source>Order number</source>
   <translation>Bestelnummer</translation>
  </message>
  <message>
   <source>Status of the order</source>
   <translation>Status van de bestelling</translation>
  </message>
  <message>
   <source>Title of a film, song or book</source>
   <translation>Titel van een film, lied of boek</translation>
  </message>
  <message>
   <source>Genre</source>
   <translation>Genre</translation>
  </message>
  <message>
   <source>Bought</source>
   <translation>Gekocht</translation>
  </message>
  <message>
   <source>Sent back</source>
   <translation>Teruggestuurd</translation>
  </message>
  <message>
   <source>Watched</source>
   <translation>Bekeken films en series</translation>
  </message>
  <message>
   <source>Listened to</source>
   <translation>Beluisterd</translation>
  </message>
  <message>
   <source>Wished for</source>
   <translation>Op een verlanglijst gezet</translation>
  </message>
  <message>
   <source>Looked at</source>
   <translation>In de winkel bekeken</translation>
  </message>
 </context>
 <context>
  <name>ImportEnd</name>
  <message>
   <source>See your preferences</source>
   <translation>Je voorkeuren bekijken</translation>
  </message>
  <message>
   <source>Choose another file</source>
   <translation>Een ander bestand kiezen</translation>
  </message>
  <message>
   <source>We read the file well, but saw no clear pattern in it.</source>
   <translation>Het lezen ging goed, maar we zagen geen duidelijk patroon.</translation>
  </message>
  <message>
   <source>Nothing to suggest</source>
   <translation>Niets voor te stellen</translation>
  </message>
  <message>
   <source>No file is open</source>
   <translation>Er is geen bestand open</translation>
  </message>
  <message>
   <source>Choose one under “Your data”.</source>
   <translation>Kies er een bij ‘Jouw gegevens’.</translation>
  </message>
 </context>
 <context>
  <name>ImportFoot</name>
  <message>
   <source>Add nothing</source>
   <translation>Niets toevoegen</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Stoppen</translation>
  </message>
  <message>
   <source>{count} preferences will be added. You can change them later.</source>
   <translation>{count} voorkeuren komen erbij. Je kunt ze later wijzigen.</translation>
  </message>
  <message>
   <source>1 preference will be added. You can change it later.</source>
   <translation>1 voorkeur komt erbij. Je kunt die later wijzigen.</translation>
  </message>
  <message>
   <source>Nothing will be added.</source>
   <translation>Er komt niets bij.</translation>
  </message>
  <message>
   <source>Accept at least one</source>
   <translation>Neem er minstens één over</translation>
  </message>
  <message>
   <source>Add this one</source>
   <translation>Deze toevoegen</translation>
  </message>
  <message>
   <source>Add these {count}</source>
   <translation>Deze {count} toevoegen</translation>
  </message>
 </context>
 <context>
  <name>ImportPresenter</name>
  <message>
   <source>Reading {file}</source>
   <translation>{file} lezen</translation>
  </message>
  <message>
   <source>What is in {file}?</source>
   <translation>Wat staat er in {file}?</translation>
  </message>
  <message>
   <source>There is no list of what you bought in this. Choose another file.</source>
   <translation>Hierin staat geen lijst van wat je kocht. Kies een ander bestand.</translation>
  </message>
  <message>
   <source>The file is closed. Nothing of it was added.</source>
   <translation>Het bestand is gesloten. Er is niets van toegevoegd.</translation>
  </message>
  <message>
   <source>Writing to your vault.</source>
   <translation>We schrijven het in je kluis.</translation>
  </message>
  <message>
   <source>{file} was not read</source>
   <translation>{file} is niet gelezen</translation>
  </message>
  <message>
   <source>Keeping the lines: {lines}</source>
   <translation>We bewaren de regels: {lines}</translation>
  </message>
 </context>
 <context>
  <name>ImportRow</name>
  <message>
   <source>Accepted</source>
   <translation>Overgenomen</translation>
  </message>
  <message>
   <source>Skipped</source>
   <translation>Overgeslagen</translation>
  </message>
  <message>
   <source>Never again</source>
   <translation>Nooit meer</translation>
  </message>
  <message>
   <source>Your own value</source>
   <translation>Je eigen waarde</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Ongedaan maken</translation>
  </message>
  <message>
   <source>Change</source>
   <translation>Wijzigen</translation>
  </message>
  <message>
   <source>Hide why</source>
   <translation>Verberg waarom</translation>
  </message>
  <message>
   <source>Show why</source>
   <translation>Toon waarom</translation>
  </message>
  <message>
   <source>Skip</source>
   <translation>Overslaan</translation>
  </message>
  <message>
   <source>Accept</source>
   <translation>Overnemen</translation>
  </message>
  <message>
   <source>Never suggest this</source>
   <translation>Dit nooit voorstellen</translation>
  </message>
 </context>
 <context>
  <name>ImportRows</name>
  <message>
   <source>Accepted</source>
   <translation>Overgenomen</translation>
  </message>
  <message>
   <source>Skipped</source>
   <translation>Overgeslagen</translation>
  </message>
  <message>
   <source>Never again</source>
   <translation>Nooit meer</translation>
  </message>
  <message>
   <source>Undone</source>
   <translation>Ongedaan gemaakt</translation>
  </message>
 </context>
 <context>
  <name>ImportSide</name>
  <message>
   <source>Keep the lines in my vault, locked</source>
   <translation>De regels in mijn kluis bewaren, op slot</translation>
  </message>
  <message>
   <source>How this works</source>
   <translation>Hoe dit werkt</translation>
  </message>
  <message>
   <source>Your computer counts what you bought. It sends nothing.</source>
   <translation>Je computer telt wat je kocht. Hij stuurt niets op.</translation>
  </message>
  <message>
   <source>The lines of the file are thrown away when you are done.</source>
   <translation>De regels van het bestand verdwijnen als je klaar bent.</translation>
  </message>
 </context>
 <context>
  <name>ImportView</name>
  <message>
   <source>Nothing is added until you accept it.</source>
   <translation>Er komt niets bij tot je het overneemt.</translation>
  </message>
  <message>
   <source>Your data</source>
   <translation>Jouw gegevens</translation>
  </message>
  <message>
   <source>Back to Your data</source>
   <translation>Terug naar Jouw gegevens</translation>
  </message>
  <message>
   <source>Suggestions come when all is read. You can use other pages meanwhile.</source>
   <translation>Voorstellen komen als alles gelezen is. Je kunt intussen verder.</translation>
  </message>
  <message>
   <source>Suggestions from a file</source>
   <translation>Voorstellen uit een bestand</translation>
  </message>
 </context>
 <context>
  <name>ImportWords</name>
  <message>
   <source>Suggestions from {file}</source>
   <translation>Voorstellen uit {file}</translation>
  </message>
  <message>
   <source>Suggestions from your {shop} file</source>
   <translation>Voorstellen uit je bestand van {shop}</translation>
  </message>
  <message>
   <source>Show all {count} lines</source>
   <translation>Alle {count} regels tonen</translation>
  </message>
  <message>
   <source>Show the newest {count} lines</source>
   <translation>De nieuwste {count} regels tonen</translation>
  </message>
  <message>
   <source>Nothing of the file is kept.</source>
   <translation>Van het bestand blijft niets bewaard.</translation>
  </message>
  <message>
   <source>Nothing was added</source>
   <translation>Er is niets toegevoegd</translation>
  </message>
  <message>
   <source>Added to your preferences</source>
   <translation>Toegevoegd aan je voorkeuren</translation>
  </message>
  <message>
   <source>1 line</source>
   <translation>1 regel</translation>
  </message>
  <message>
   <source>{count} lines</source>
   <translation>{count} regels</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>Maat</translation>
  </message>
  <message>
   <source>Price</source>
   <translation>Prijs</translation>
  </message>
  <message>
   <source>Detail</source>
   <translation>Kenmerk</translation>
  </message>
 </context>
 <context>
  <name>ItemRow</name>
  <message>
   <source>Stop</source>
   <translation>Stop</translation>
  </message>
  <message>
   <source>Tell the shop:</source>
   <translation>Zeg tegen de winkel:</translation>
  </message>
 </context>
 <context>
  <name>ItemsHead</name>
  <message>
   <source>Preference</source>
   <translation>Voorkeur</translation>
  </message>
  <message>
   <source>What the shop sees</source>
   <translation>Wat de winkel ziet</translation>
  </message>
  <message>
   <source>What for</source>
   <translation>Waarvoor</translation>
  </message>
 </context>
 <context>
  <name>KindChoice</name>
  <message>
   <source>All forms in one file. Can be brought in again.</source>
   <translation>Alle vormen in één bestand. Je kunt het weer binnenhalen.</translation>
  </message>
  <message>
   <source>Everything (ZIP)</source>
   <translation>Alles (ZIP)</translation>
  </message>
  <message>
   <source>To read (HTML, PDF)</source>
   <translation>Om te lezen (HTML, PDF)</translation>
  </message>
  <message>
   <source>Opens in any browser. Good to read and print.</source>
   <translation>Opent overal. Prettig om te lezen en te printen.</translation>
  </message>
  <message>
   <source>Table (CSV)</source>
   <translation>Tabel (CSV)</translation>
  </message>
  <message>
   <source>For a spreadsheet. Can be brought in again.</source>
   <translation>Voor een rekenblad. Je kunt het weer binnenhalen.</translation>
  </message>
  <message>
   <source>For another app (JSON)</source>
   <translation>Voor een andere app (JSON)</translation>
  </message>
  <message>
   <source>Complete. Can be brought in again.</source>
   <translation>Volledig. Je kunt het weer binnenhalen.</translation>
  </message>
 </context>
 <context>
  <name>KitPresenter</name>
  <message>
   <source>Making your recovery kit.</source>
   <translation>Je herstelblad wordt gemaakt.</translation>
  </message>
  <message>
   <source>Sent to the printer. Check that you can read the page.</source>
   <translation>Naar de printer gestuurd. Kijk of je de pagina kunt lezen.</translation>
  </message>
  <message>
   <source>The printer did not take the page. Save it as PDF, or write it down.</source>
   <translation>De printer nam de pagina niet aan. Bewaar hem als pdf, of schrijf hem over.</translation>
  </message>
  <message>
   <source>Saved as {file}. This file is not locked. Print it, then delete it.</source>
   <translation>Bewaard als {file}. Dit bestand zit niet op slot. Druk het af en verwijder het daarna.</translation>
  </message>
  <message>
   <source>One moment.</source>
   <translation>Een moment.</translation>
  </message>
  <message>
   <source>Drawing the page.</source>
   <translation>De pagina wordt getekend.</translation>
  </message>
 </context>
 <context>
  <name>KitView</name>
  <message>
   <source>Make your recovery kit</source>
   <translation>Maak je herstelblad</translation>
  </message>
  <message>
   <source>Print…</source>
   <translation>Afdrukken…</translation>
  </message>
  <message>
   <source>Save as PDF…</source>
   <translation>Bewaar als pdf…</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>Probeer het opnieuw</translation>
  </message>
  <message>
   <source>Make it later</source>
   <translation>Maak het later</translation>
  </message>
  <message>
   <source>Save the recovery kit</source>
   <translation>Het herstelblad bewaren</translation>
  </message>
  <message>
   <source>recovery-kit.pdf</source>
   <translation>herstelblad.pdf</translation>
  </message>
  <message>
   <source>One page with a code. It opens your vault if you forget your passphrase.</source>
   <translation>Eén pagina met een code. Die opent je kluis als je je wachtzin vergeet.</translation>
  </message>
  <message>
   <source>You can do this in Settings.</source>
   <translation>Dat kan bij Instellingen.</translation>
  </message>
  <message>
   <source>Or write it down by hand.</source>
   <translation>Of schrijf het over met de hand.</translation>
  </message>
  <message>
   <source>Anyone with this page and your vault file can open your vault. We do not have a copy.</source>
   <translation>Wie deze pagina en je kluisbestand heeft, kan je kluis openen. Wij hebben geen kopie.</translation>
  </message>
  <message>
   <source>Check that you have it</source>
   <translation>Controleer of je het hebt</translation>
  </message>
  <message>
   <source>Type these two groups from your page. Then you go on.</source>
   <translation>Typ deze twee groepjes over van je blad. Dan ga je verder.</translation>
  </message>
 </context>
 <context>
  <name>LanguageCard</name>
  <message>
   <source>Language of this app</source>
   <translation>Taal van dit programma</translation>
  </message>
 </context>
 <context>
  <name>LanguageChoice</name>
  <message>
   <source>Language: {name}</source>
   <translation>Taal: {name}</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Taal</translation>
  </message>
 </context>
 <context>
  <name>LargeCard</name>
  <message>
   <source>Close (Esc)</source>
   <translation>Sluiten (Esc)</translation>
  </message>
  <message>
   <source>Your card</source>
   <translation>Je kaart</translation>
  </message>
 </context>
 <context>
  <name>LessGiving</name>
  <message>
   <source>{host} gets a less exact value.</source>
   <translation>{host} krijgt een minder precieze waarde.</translation>
  </message>
  <message>
   <source>We tell the shop in 10 seconds.</source>
   <translation>We melden het over 10 seconden.</translation>
  </message>
 </context>
 <context>
  <name>LessPart</name>
  <message>
   <source>Show the shop less…</source>
   <translation>Laat de winkel minder zien…</translation>
  </message>
  <message>
   <source>Leave it as it is</source>
   <translation>Zo laten</translation>
  </message>
 </context>
 <context>
  <name>LessWords</name>
  <message>
   <source>Show the shop less: {title}</source>
   <translation>Laat de winkel minder zien: {title}</translation>
  </message>
  <message>
   <source>{step}: {value}</source>
   <translation>{step}: {value}</translation>
  </message>
  <message>
   <source>Show the shop less: {title}. {text}</source>
   <translation>Laat de winkel minder zien: {title}. {text}</translation>
  </message>
  <message>
   <source>The shop gets this instead. Then it deletes what it has.</source>
   <translation>De winkel krijgt dit ervoor in de plaats. Wat hij nu heeft, wist hij dan.</translation>
  </message>
 </context>
 <context>
  <name>LetterFormPresenter</name>
  <message>
   <source>Choose why you may ask this.</source>
   <translation>Kies waarom je dit mag vragen.</translation>
  </message>
  <message>
   <source>Another shop</source>
   <translation>Een andere winkel</translation>
  </message>
 </context>
 <context>
  <name>LetterFormView</name>
  <message>
   <source>Make this letter</source>
   <translation>Deze brief maken</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Annuleren</translation>
  </message>
  <message>
   <source>The letter so far</source>
   <translation>De brief tot nu toe</translation>
  </message>
  <message>
   <source>Where the shop reads mail, if you know</source>
   <translation>Waar de winkel mail leest, als je dat weet</translation>
  </message>
  <message>
   <source>A customer number, or the address you signed in with.</source>
   <translation>Een klantnummer, of het adres waarmee je inlogt.</translation>
  </message>
  <message>
   <source>Shop</source>
   <translation>Winkel</translation>
  </message>
  <message>
   <source>Name of the shop</source>
   <translation>Naam van de winkel</translation>
  </message>
  <message>
   <source>Postal address, if you know</source>
   <translation>Postadres, als je dat weet</translation>
  </message>
  <message>
   <source>How the shop knows you, if you like</source>
   <translation>Hoe de winkel je kent, als je wilt</translation>
  </message>
  <message>
   <source>Where the shop can answer</source>
   <translation>Waar de winkel kan antwoorden</translation>
  </message>
  <message>
   <source>Your name</source>
   <translation>Je naam</translation>
  </message>
  <message>
   <source>Your mail address, or your postal address.</source>
   <translation>Je mailadres, of je postadres.</translation>
  </message>
  <message>
   <source>Language of the letter</source>
   <translation>Taal van de brief</translation>
  </message>
  <message>
   <source>What do you want?</source>
   <translation>Wat wil je?</translation>
  </message>
  <message>
   <source>To which shop?</source>
   <translation>Aan welke winkel?</translation>
  </message>
  <message>
   <source>From you</source>
   <translation>Van jou</translation>
  </message>
 </context>
 <context>
  <name>LetterPagePresenter</name>
  <message>
   <source>The letter is copied. Paste it into a mail or a form.</source>
   <translation>De brief is gekopieerd. Plak hem in een mail of formulier.</translation>
  </message>
  <message>
   <source>Your mail program should open now. If it does not, copy the text.</source>
   <translation>Je mailprogramma hoort nu te openen. Gebeurt dat niet, kopieer dan de tekst.</translation>
  </message>
  <message>
   <source>letter.pdf</source>
   <translation>brief.pdf</translation>
  </message>
  <message>
   <source>Drawing the letter.</source>
   <translation>De brief wordt getekend.</translation>
  </message>
  <message>
   <source>Sent to the printer.</source>
   <translation>Naar de printer gestuurd.</translation>
  </message>
  <message>
   <source>The printer did not take the letter. Save it as a file.</source>
   <translation>De printer nam de brief niet aan. Bewaar hem als bestand.</translation>
  </message>
  <message>
   <source>Saved as {file}. This file is not locked.</source>
   <translation>Bewaard als {file}. Dit bestand zit niet op slot.</translation>
  </message>
  <message>
   <source>Remove: {what}</source>
   <translation>Verwijderen: {what}</translation>
  </message>
  <message>
   <source>By e-mail</source>
   <translation>Per e-mail</translation>
  </message>
  <message>
   <source>By post</source>
   <translation>Per post</translation>
  </message>
  <message>
   <source>By a form on the web</source>
   <translation>Met een formulier op internet</translation>
  </message>
  <message>
   <source>Your earlier letters are not in the mail. Save all as a PDF, and attach it.</source>
   <translation>Je eerdere brieven staan niet in de mail. Bewaar alles als pdf, en voeg die toe.</translation>
  </message>
  <message>
   <source>Type the mail address there yourself.</source>
   <translation>Typ daar zelf het mailadres.</translation>
  </message>
  <message>
   <source>Type the name of the authority.</source>
   <translation>Typ de naam van de toezichthouder.</translation>
  </message>
  <message>
   <source>The letter stands readable in the mail.</source>
   <translation>De brief staat leesbaar in de mail.</translation>
  </message>
  <message>
   <source>The mail says that the letter is attached. Save it, and attach it yourself.</source>
   <translation>In de mail staat dat de brief erbij zit. Bewaar hem, en voeg hem zelf toe.</translation>
  </message>
  <message>
   <source>Say how the authority can reach you.</source>
   <translation>Zeg hoe de toezichthouder je kan bereiken.</translation>
  </message>
 </context>
 <context>
  <name>LetterPageView</name>
  <message>
   <source>Remove this letter</source>
   <translation>Deze brief verwijderen</translation>
  </message>
  <message>
   <source>Letter</source>
   <translation>Brief</translation>
  </message>
  <message>
   <source>To {shop}</source>
   <translation>Aan {shop}</translation>
  </message>
  <message>
   <source>How it stands</source>
   <translation>Hoe het ermee staat</translation>
  </message>
  <message>
   <source>Send it</source>
   <translation>Versturen</translation>
  </message>
 </context>
 <context>
  <name>LetterRow</name>
  <message>
   <source>Open</source>
   <translation>Openen</translation>
  </message>
  <message>
   <source>Open: {about}, {to}</source>
   <translation>Openen: {about}, {to}</translation>
  </message>
 </context>
 <context>
  <name>LetterWords</name>
  <message>
   <source>Reminder: {about}</source>
   <translation>Herinnering: {about}</translation>
  </message>
  <message>
   <source>Written on {date}.</source>
   <translation>Geschreven op {date}.</translation>
  </message>
  <message>
   <source>On {date} {how}.</source>
   <translation>Op {date} {how}.</translation>
  </message>
  <message>
   <source>Today, {date}</source>
   <translation>Vandaag, {date}</translation>
  </message>
 </context>
 <context>
  <name>LettersPresenter</name>
  <message>
   <source>The letter you began is gone.</source>
   <translation>De brief die je begon is weg.</translation>
  </message>
  <message>
   <source>Removed: letter to {shop}.</source>
   <translation>Verwijderd: brief aan {shop}.</translation>
  </message>
 </context>
 <context>
  <name>LettersView</name>
  <message>
   <source>Back</source>
   <translation>Terug</translation>
  </message>
  <message>
   <source>Write a letter</source>
   <translation>Brief schrijven</translation>
  </message>
  <message>
   <source>What you asked shops, and what came of it.</source>
   <translation>Wat je winkels vroeg, en wat ervan kwam.</translation>
  </message>
  <message>
   <source>Letters</source>
   <translation>Brieven</translation>
  </message>
  <message>
   <source>Letter</source>
   <translation>Brief</translation>
  </message>
  <message>
   <source>No letters yet</source>
   <translation>Nog geen brieven</translation>
  </message>
  <message>
   <source>The law lets you ask a shop what it has about you.</source>
   <translation>Je mag een winkel vragen wat hij van je heeft.</translation>
  </message>
  <message>
   <source>You can also have it corrected, deleted or stopped.</source>
   <translation>Je mag het ook laten verbeteren, wissen of stoppen.</translation>
  </message>
  <message>
   <source>We write the letter, you send it, and the shop has a month.</source>
   <translation>Wij schrijven de brief, jij verstuurt hem, en de winkel heeft een maand.</translation>
  </message>
 </context>
 <context>
  <name>LinksCard</name>
  <message>
   <source>Open links of shops here</source>
   <translation>Open links van winkels hier</translation>
  </message>
 </context>
 <context>
  <name>LinksPresenter</name>
  <message>
   <source>Links cannot start your vault on this computer.</source>
   <translation>Links kunnen je kluis op deze computer niet starten.</translation>
  </message>
  <message>
   <source>Now you paste a link, or drop a file on this window.</source>
   <translation>Nu plak je een link, of sleep je een bestand op dit venster.</translation>
  </message>
  <message>
   <source>Links with preference-vault: and openid4vp:, and request files, open here.</source>
   <translation>Links met preference-vault: en openid4vp:, en bestanden met een verzoek, openen hier.</translation>
  </message>
  <message>
   <source>Links with preference-vault: and request files open here.</source>
   <translation>Links met preference-vault: en bestanden met een verzoek openen hier.</translation>
  </message>
  <message>
   <source>Links with openid4vp: stay with another app.</source>
   <translation>Links met openid4vp: blijven bij een andere app.</translation>
  </message>
  <message>
   <source>Who has openid4vp: we cannot see here, so we leave it alone.</source>
   <translation>Wie openid4vp: heeft kunnen we hier niet zien, dus dat laten we zo.</translation>
  </message>
 </context>
 <context>
  <name>ListEditor</name>
  <message>
   <source>Choose</source>
   <translation>Kies</translation>
  </message>
  <message>
   <source>Your choice</source>
   <translation>Jouw keuze</translation>
  </message>
 </context>
 <context>
  <name>LockPart</name>
  <message>
   <source>Lock this file</source>
   <translation>Zet dit bestand op slot</translation>
  </message>
  <message>
   <source>Passphrase for this file</source>
   <translation>Wachtzin voor dit bestand</translation>
  </message>
  <message>
   <source>It opens with the free program age, too.</source>
   <translation>Het opent ook met het gratis programma age.</translation>
  </message>
 </context>
 <context>
  <name>MannerChoice</name>
  <message>
   <source>How careful shall it be?</source>
   <translation>Hoe voorzichtig moet hij zijn?</translation>
  </message>
  <message>
   <source>Normal</source>
   <translation>Gewoon</translation>
  </message>
  <message>
   <source>Careful</source>
   <translation>Voorzichtig</translation>
  </message>
  <message>
   <source>It locks after 1 minute. A share usually lasts 30 days.</source>
   <translation>Hij gaat na 1 minuut op slot. Delen duurt meestal 30 dagen.</translation>
  </message>
  <message>
   <source>It locks after 5 minutes. A share usually lasts 90 days.</source>
   <translation>Hij gaat na 5 minuten op slot. Delen duurt meestal 90 dagen.</translation>
  </message>
  <message>
   <source>You can change this in Settings.</source>
   <translation>Veranderen kan bij Instellingen.</translation>
  </message>
 </context>
 <context>
  <name>MatrixBar</name>
  <message>
   <source>Show the shop less…</source>
   <translation>Laat de winkel minder zien…</translation>
  </message>
  <message>
   <source>Leave it as it is</source>
   <translation>Zo laten</translation>
  </message>
 </context>
 <context>
  <name>MatrixModel</name>
  <message>
   <source>{item}, {host}, not shared</source>
   <translation>{item}, {host}, niet gedeeld</translation>
  </message>
 </context>
 <context>
  <name>MatrixPart</name>
  <message>
   <source>No shop holds anything now.</source>
   <translation>Geen winkel heeft nu iets.</translation>
  </message>
 </context>
 <context>
  <name>MatrixTable</name>
  <message>
   <source>Who holds what</source>
   <translation>Wie heeft wat</translation>
  </message>
 </context>
 <context>
  <name>MatrixWords</name>
  <message>
   <source>{host} holds nothing that is sealed.</source>
   <translation>{host} heeft niets dat verzegeld is.</translation>
  </message>
  <message>
   <source>{item} is not shared with {host}.</source>
   <translation>{item} is niet gedeeld met {host}.</translation>
  </message>
  <message>
   <source>“{words}”</source>
   <translation>‘{words}’</translation>
  </message>
  <message>
   <source>{step}: {value}</source>
   <translation>{step}: {value}</translation>
  </message>
  <message>
   <source>not certain</source>
   <translation>niet zeker</translation>
  </message>
  <message>
   <source>on its way</source>
   <translation>onderweg</translation>
  </message>
  <message>
   <source>this visit only</source>
   <translation>alleen dit bezoek</translation>
  </message>
  <message>
   <source>until {date}</source>
   <translation>tot {date}</translation>
  </message>
  <message>
   <source>ends today</source>
   <translation>stopt vandaag</translation>
  </message>
  <message>
   <source>ends tomorrow</source>
   <translation>stopt morgen</translation>
  </message>
  <message>
   <source>ends in {days} days</source>
   <translation>nog {days} dagen</translation>
  </message>
  <message>
   <source>not reached yet</source>
   <translation>nog niet bereikt</translation>
  </message>
  <message>
   <source>hears it soon</source>
   <translation>hoort het zo</translation>
  </message>
  <message>
   <source>not reached</source>
   <translation>niet bereikt</translation>
  </message>
  <message>
   <source>no answer in time</source>
   <translation>niet op tijd</translation>
  </message>
  <message>
   <source>no answer yet</source>
   <translation>nog geen antwoord</translation>
  </message>
  <message>
   <source>stopped</source>
   <translation>gestopt</translation>
  </message>
  <message>
   <source>Sealed</source>
   <translation>Verzegeld</translation>
  </message>
  <message>
   <source>You keep 1 sealed item. No shop holds it.</source>
   <translation>Je bewaart 1 verzegeld ding. Geen winkel heeft het.</translation>
  </message>
  <message>
   <source>You keep {count} sealed items. No shop holds any of these.</source>
   <translation>Je bewaart {count} verzegelde dingen. Geen winkel heeft ze.</translation>
  </message>
  <message>
   <source>{item} at {host}</source>
   <translation>{item} bij {host}</translation>
  </message>
  <message>
   <source>Stop sharing {item} with {host}</source>
   <translation>Stoppen met delen van {item} met {host}</translation>
  </message>
  <message>
   <source>Your no. It holds until {date}, also when you stop.</source>
   <translation>Jouw nee. Het geldt tot {date}, ook als je stopt.</translation>
  </message>
  <message>
   <source>For this visit only.</source>
   <translation>Alleen voor dit bezoek.</translation>
  </message>
  <message>
   <source>Until {date}.</source>
   <translation>Tot {date}.</translation>
  </message>
  <message>
   <source>Shared together with: {items}.</source>
   <translation>Samen gedeeld met: {items}.</translation>
  </message>
  <message>
   <source>On its way to the shop: {words}.</source>
   <translation>Onderweg naar de winkel: {words}.</translation>
  </message>
  <message>
   <source>Also shared: {words}.</source>
   <translation>Ook gedeeld: {words}.</translation>
  </message>
  <message>
   <source>Also stopped, not yet gone: {words}.</source>
   <translation>Ook gestopt, nog niet weg: {words}.</translation>
  </message>
  <message>
   <source>1 item</source>
   <translation>1 ding</translation>
  </message>
  <message>
   <source>{count} items</source>
   <translation>{count} dingen</translation>
  </message>
  <message>
   <source>Press Enter to see what it is.</source>
   <translation>Druk op Enter om te zien wat het is.</translation>
  </message>
  <message>
   <source>Sealed, {host}, {text}</source>
   <translation>Verzegeld, {host}, {text}</translation>
  </message>
  <message>
   <source>Sealed at {host}</source>
   <translation>Verzegeld bij {host}</translation>
  </message>
  <message>
   <source>Stop sharing what is sealed with {host}</source>
   <translation>Stoppen met delen van wat verzegeld is met {host}</translation>
  </message>
  <message>
   <source>Stop both</source>
   <translation>Stop beide</translation>
  </message>
  <message>
   <source>Stop these {count}</source>
   <translation>Stop deze {count}</translation>
  </message>
  <message>
   <source>Stop this one</source>
   <translation>Stop deze</translation>
  </message>
  <message>
   <source>Stop both: {what}</source>
   <translation>Stop beide: {what}</translation>
  </message>
  <message>
   <source>Stop these {count}: {what}</source>
   <translation>Stop deze {count}: {what}</translation>
  </message>
 </context>
 <context>
  <name>MergePanel</name>
  <message>
   <source>Add nothing</source>
   <translation>Niets toevoegen</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Afbreken</translation>
  </message>
  <message>
   <source>Bring in</source>
   <translation>Binnenhalen</translation>
  </message>
  <message>
   <source>Nothing is added before you say so. A backup is made first.</source>
   <translation>Er komt niets bij tot jij dat zegt. Eerst maken we een reservekopie.</translation>
  </message>
  <message>
   <source>What {file} would bring</source>
   <translation>Wat {file} erbij brengt</translation>
  </message>
  <message>
   <source>Not in your vault yet</source>
   <translation>Nog niet in je kluis</translation>
  </message>
  <message>
   <source>Not the same in both</source>
   <translation>Dit is niet hetzelfde</translation>
  </message>
 </context>
 <context>
  <name>MoreRows</name>
  <message>
   <source>You see {shown} of {found}.</source>
   <translation>Je ziet er {shown} van de {found}.</translation>
  </message>
  <message>
   <source>Show {count} more</source>
   <translation>Nog {count} tonen</translation>
  </message>
 </context>
 <context>
  <name>NewPassphrase</name>
  <message>
   <source>Suggest words</source>
   <translation>Stel woorden voor</translation>
  </message>
  <message>
   <source>Type it again</source>
   <translation>Typ hem nog een keer</translation>
  </message>
  <message>
   <source>The same</source>
   <translation>Hetzelfde</translation>
  </message>
  <message>
   <source>Tip: use four or more words that do not belong together.</source>
   <translation>Tip: neem vier of meer woorden die niet bij elkaar horen.</translation>
  </message>
 </context>
 <context>
  <name>NoRows</name>
  <message>
   <source>Nothing has all these words. Try fewer or other words.</source>
   <translation>Niets heeft al deze woorden. Probeer er minder, of andere.</translation>
  </message>
  <message>
   <source>You keep nothing with these words yet.</source>
   <translation>Met deze woorden heb je nog niets.</translation>
  </message>
  <message>
   <source>You keep everything of this topic.</source>
   <translation>Je hebt alles van dit onderwerp al.</translation>
  </message>
  <message>
   <source>You keep nothing of this topic yet.</source>
   <translation>Van dit onderwerp heb je nog niets.</translation>
  </message>
  <message>
   <source>Add preference</source>
   <translation>Voorkeur toevoegen</translation>
  </message>
 </context>
 <context>
  <name>Note</name>
  <message>
   <source>Close this note</source>
   <translation>Sluit deze melding</translation>
  </message>
 </context>
 <context>
  <name>NumberEditor</name>
  <message>
   <source>Your number</source>
   <translation>Jouw getal</translation>
  </message>
 </context>
 <context>
  <name>OfferedRow</name>
  <message>
   <source>Add {name}. {help} {level}</source>
   <translation>{name} toevoegen. {help} {level}</translation>
  </message>
 </context>
 <context>
  <name>OfflineAnswer</name>
  <message>
   <source>Saved as {file}.</source>
   <translation>Bewaard als {file}.</translation>
  </message>
 </context>
 <context>
  <name>OfflineAnswerCard</name>
  <message>
   <source>Give your answer to the shop yourself</source>
   <translation>Geef je antwoord zelf aan de winkel</translation>
  </message>
  <message>
   <source>Only {host} can open it. It is not sent.</source>
   <translation>Alleen {host} kan het openen. Het wordt niet verstuurd.</translation>
  </message>
  <message>
   <source>Digits to compare: {digits}</source>
   <translation>Cijfers om te vergelijken: {digits}</translation>
  </message>
  <message>
   <source>Does the shop show the same four digits? If not, do not give it.</source>
   <translation>Toont de winkel dezelfde vier cijfers? Zo niet, geef het dan niet.</translation>
  </message>
  <message>
   <source>Your answer as a code, for the shop to scan</source>
   <translation>Je antwoord als code, om door de winkel te laten scannen</translation>
  </message>
  <message>
   <source>Your answer is too long to show as a code. Save it as a file.</source>
   <translation>Je antwoord is te lang om als code te tonen. Bewaar het als bestand.</translation>
  </message>
  <message>
   <source>Save as a file…</source>
   <translation>Als bestand bewaren…</translation>
  </message>
  <message>
   <source>After you close this, you cannot save it any more.</source>
   <translation>Sluit je dit, dan kun je het niet meer bewaren.</translation>
  </message>
 </context>
 <context>
  <name>OnlyPart</name>
  <message>
   <source>Only one topic or one shop</source>
   <translation>Alleen één onderwerp of één winkel</translation>
  </message>
  <message>
   <source>Topic</source>
   <translation>Onderwerp</translation>
  </message>
  <message>
   <source>Shop</source>
   <translation>Winkel</translation>
  </message>
  <message>
   <source>All topics</source>
   <translation>Alle onderwerpen</translation>
  </message>
  <message>
   <source>All shops</source>
   <translation>Alle winkels</translation>
  </message>
 </context>
 <context>
  <name>OtherLists</name>
  <message>
   <source>People I buy for</source>
   <translation>Voor wie ik koop</translation>
  </message>
  <message>
   <source>Wish list</source>
   <translation>Verlanglijst</translation>
  </message>
 </context>
 <context>
  <name>OtherVaultsLine</name>
  <message>
   <source>You have another vault here.</source>
   <translation>Je hebt hier nog een kluis.</translation>
  </message>
  <message>
   <source>Open it</source>
   <translation>Die openen</translation>
  </message>
  <message>
   <source>Choose one</source>
   <translation>Kies er een</translation>
  </message>
 </context>
 <context>
  <name>OutcomeWords</name>
  <message>
   <source>Your answer is ready. The shop does not have it yet.</source>
   <translation>Je antwoord is klaar. De winkel heeft het nog niet.</translation>
  </message>
  <message>
   <source>Your no is on its way.</source>
   <translation>Je nee is onderweg.</translation>
  </message>
  <message>
   <source>{status} Next try: {moment}.</source>
   <translation>{status} Volgende poging: {moment}.</translation>
  </message>
  <message>
   <source>You shared nothing with {host}</source>
   <translation>Je deelde niets met {host}</translation>
  </message>
  <message>
   <source>The shop only hears “no”.</source>
   <translation>De winkel hoort alleen ‘nee’.</translation>
  </message>
  <message>
   <source>The shop only hears “no”. It may not ask you again.</source>
   <translation>De winkel hoort alleen ‘nee’. Hij mag het je niet meer vragen.</translation>
  </message>
  <message>
   <source>You shared 1 thing with {host}</source>
   <translation>Je deelde 1 ding met {host}</translation>
  </message>
  <message>
   <source>You shared {count} things with {host}</source>
   <translation>Je deelde {count} dingen met {host}</translation>
  </message>
  <message>
   <source>For this visit only. You can stop at any moment.</source>
   <translation>Alleen voor dit bezoek. Je kunt altijd stoppen.</translation>
  </message>
  <message>
   <source>Until {date}. You can stop any day.</source>
   <translation>Tot {date}. Je kunt elke dag stoppen.</translation>
  </message>
  <message>
   <source>Code for this shop: {code}. With it you can stop there, without your vault.</source>
   <translation>Code voor deze winkel: {code}. Daarmee kun je daar stoppen, zonder je kluis.</translation>
  </message>
  <message>
   <source>Your browser goes back to the shop. If it does not, open this address there:</source>
   <translation>Je browser gaat terug naar de winkel. Gebeurt dat niet? Open dan daar dit adres:</translation>
  </message>
 </context>
 <context>
  <name>OverviewPresenter</name>
  <message>
   <source>You shared nothing with {host}.</source>
   <translation>Je hebt niets gedeeld met {host}.</translation>
  </message>
 </context>
 <context>
  <name>OverviewView</name>
  <message>
   <source>Overview</source>
   <translation>Overzicht</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Terug</translation>
  </message>
  <message>
   <source>Look everything over</source>
   <translation>Alles even nakijken</translation>
  </message>
  <message>
   <source>Now and then, if you like.</source>
   <translation>Af en toe, als je wilt.</translation>
  </message>
 </context>
 <context>
  <name>OverviewWords</name>
  <message>
   <source>1 more request</source>
   <translation>Nog 1 verzoek</translation>
  </message>
  <message>
   <source>{count} more requests</source>
   <translation>Nog {count} verzoeken</translation>
  </message>
  <message>
   <source>1 more shop</source>
   <translation>Nog 1 winkel</translation>
  </message>
  <message>
   <source>{count} more shops</source>
   <translation>Nog {count} winkels</translation>
  </message>
  <message>
   <source>{day}, today</source>
   <translation>{day}, vandaag</translation>
  </message>
  <message>
   <source>{day}, tomorrow</source>
   <translation>{day}, morgen</translation>
  </message>
  <message>
   <source>{day}, in {count} days</source>
   <translation>{day}, over {count} dagen</translation>
  </message>
  <message>
   <source>1 shop is asking.</source>
   <translation>1 winkel vraagt iets.</translation>
  </message>
  <message>
   <source>{count} shops are asking.</source>
   <translation>{count} winkels vragen iets.</translation>
  </message>
  <message>
   <source>1 shop holds something now.</source>
   <translation>1 winkel heeft nu iets van je.</translation>
  </message>
  <message>
   <source>{count} shops hold something now.</source>
   <translation>{count} winkels hebben nu iets van je.</translation>
  </message>
  <message>
   <source>No shop asks or holds anything.</source>
   <translation>Geen winkel vraagt iets of heeft iets van je.</translation>
  </message>
  <message>
   <source>{count} of {asked} sealed</source>
   <translation>{count} van {asked} verzegeld</translation>
  </message>
  <message>
   <source>Signature checked</source>
   <translation>Handtekening klopt</translation>
  </message>
  <message>
   <source>Not signed</source>
   <translation>Niet ondertekend</translation>
  </message>
  <message>
   <source>Share nothing with {host}</source>
   <translation>Niets delen met {host}</translation>
  </message>
  <message>
   <source>Look at the request of {host} and choose</source>
   <translation>Bekijk het verzoek van {host} en kies</translation>
  </message>
  <message>
   <source>It says it needs none.</source>
   <translation>Geen daarvan is nodig, zegt de winkel.</translation>
  </message>
  <message>
   <source>It says it needs 1.</source>
   <translation>Eén is nodig, zegt de winkel.</translation>
  </message>
  <message>
   <source>It says it needs {count}.</source>
   <translation>{count} zijn nodig, zegt de winkel.</translation>
  </message>
  <message>
   <source>It stays here until {moment}. After that it goes away, and nothing is shared.</source>
   <translation>Het blijft hier tot {moment}. Daarna gaat het weg en is er niets gedeeld.</translation>
  </message>
  <message>
   <source>No hurry.</source>
   <translation>Geen haast.</translation>
  </message>
  <message>
   <source>Asks to see 1 preference</source>
   <translation>Wil 1 voorkeur zien</translation>
  </message>
  <message>
   <source>Asks to see {count} preferences</source>
   <translation>Wil {count} voorkeuren zien</translation>
  </message>
  <message>
   <source>{asks}, until {moment}</source>
   <translation>{asks}, tot {moment}</translation>
  </message>
  <message>
   <source>Stop sharing with {host}</source>
   <translation>Stoppen met delen met {host}</translation>
  </message>
  <message>
   <source>Details of {host}</source>
   <translation>Meer over {host}</translation>
  </message>
  <message>
   <source>{names} + {count}</source>
   <translation>{names} + {count}</translation>
  </message>
  <message>
   <source>{name}: is this still {value}?</source>
   <translation>{name}: is dit nog {value}?</translation>
  </message>
  <message>
   <source>You last looked at it in {month}.</source>
   <translation>Je keek er het laatst naar in {month}.</translation>
  </message>
  <message>
   <source>{name} is still right</source>
   <translation>{name} klopt nog</translation>
  </message>
  <message>
   <source>Change {name}</source>
   <translation>Verander {name}</translation>
  </message>
  <message>
   <source>Hide: do not ask about {name} again</source>
   <translation>Verbergen: vraag niet meer naar {name}</translation>
  </message>
  <message>
   <source>1 sealed item in your vault.</source>
   <translation>1 verzegeld ding in je kluis.</translation>
  </message>
  <message>
   <source>{count} sealed items in your vault.</source>
   <translation>{count} verzegelde dingen in je kluis.</translation>
  </message>
  <message>
   <source>You keep nothing sealed.</source>
   <translation>Je bewaart niets verzegelds.</translation>
  </message>
  <message>
   <source>1 shop holds something sealed</source>
   <translation>1 winkel heeft iets verzegelds</translation>
  </message>
  <message>
   <source>{count} shops hold something sealed</source>
   <translation>{count} winkels hebben iets verzegelds</translation>
  </message>
  <message>
   <source>This is about health, money and family.</source>
   <translation>Dit gaat over gezondheid, geld en gezin.</translation>
  </message>
  <message>
   <source>Nobody holds these</source>
   <translation>Niemand heeft deze</translation>
  </message>
  <message>
   <source>You have no recovery kit yet.</source>
   <translation>Je hebt nog geen herstelblad.</translation>
  </message>
  <message>
   <source>Your recovery kit is not checked.</source>
   <translation>Je herstelblad is niet nagekeken.</translation>
  </message>
  <message>
   <source>Make one in Settings</source>
   <translation>Maak er een bij Instellingen</translation>
  </message>
  <message>
   <source>No backup yet. It is made by itself.</source>
   <translation>Nog geen reservekopie. Die wordt vanzelf gemaakt.</translation>
  </message>
  <message>
   <source>Backup made {moment}</source>
   <translation>Reservekopie gemaakt: {moment}</translation>
  </message>
  <message>
   <source>History not checked yet. It is checked by itself.</source>
   <translation>Geschiedenis nog niet gecontroleerd. Dat gaat vanzelf.</translation>
  </message>
  <message>
   <source>History intact, checked {moment}</source>
   <translation>Geschiedenis klopt, gecontroleerd: {moment}</translation>
  </message>
 </context>
 <context>
  <name>PartWords</name>
  <message>
   <source>Sealed items ({count})</source>
   <translation>Wat verzegeld is ({count})</translation>
  </message>
  <message>
   <source>{what} ({count})</source>
   <translation>{what} ({count})</translation>
  </message>
 </context>
 <context>
  <name>PartsPage</name>
  <message>
   <source>Parts and states</source>
   <translation>Onderdelen en toestanden</translation>
  </message>
  <message>
   <source>Dark theme</source>
   <translation>Donker thema</translation>
  </message>
  <message>
   <source>Light theme</source>
   <translation>Licht thema</translation>
  </message>
  <message>
   <source>Buttons</source>
   <translation>Knoppen</translation>
  </message>
  <message>
   <source>default</source>
   <translation>gewoon</translation>
  </message>
  <message>
   <source>hover</source>
   <translation>muis erop</translation>
  </message>
  <message>
   <source>pressed</source>
   <translation>ingedrukt</translation>
  </message>
  <message>
   <source>focus</source>
   <translation>focus</translation>
  </message>
  <message>
   <source>disabled</source>
   <translation>uit</translation>
  </message>
  <message>
   <source>main</source>
   <translation>hoofdknop</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>Opslaan</translation>
  </message>
  <message>
   <source>normal</source>
   <translation>gewoon</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Annuleren</translation>
  </message>
  <message>
   <source>quiet</source>
   <translation>stil</translation>
  </message>
  <message>
   <source>Hide</source>
   <translation>Verbergen</translation>
  </message>
  <message>
   <source>small, 32</source>
   <translation>klein, 32</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Stoppen</translation>
  </message>
  <message>
   <source>delete vault</source>
   <translation>kluis wissen</translation>
  </message>
  <message>
   <source>Delete…</source>
   <translation>Wissen…</translation>
  </message>
  <message>
   <source>Decision pair</source>
   <translation>Beslisknoppen</translation>
  </message>
  <message>
   <source>Same size, same fill, same type. No default key.</source>
   <translation>Even groot, zelfde kleur, zelfde letter. Geen standaardknop.</translation>
  </message>
  <message>
   <source>Share nothing</source>
   <translation>Niets delen</translation>
  </message>
  <message>
   <source>Share these 4</source>
   <translation>Deze 4 delen</translation>
  </message>
  <message>
   <source>Choose at least one</source>
   <translation>Kies er minstens één</translation>
  </message>
  <message>
   <source>default / focus and hover / nothing chosen yet</source>
   <translation>gewoon / focus en muis erop / nog niets gekozen</translation>
  </message>
  <message>
   <source>Shutter mark and precision picker</source>
   <translation>Luik en nauwkeurigheid</translation>
  </message>
  <message>
   <source>Exact</source>
   <translation>Precies</translation>
  </message>
  <message>
   <source>EU 43</source>
   <translation>EU 43</translation>
  </message>
  <message>
   <source>Range</source>
   <translation>Ongeveer</translation>
  </message>
  <message>
   <source>42–44</source>
   <translation>42–44</translation>
  </message>
  <message>
   <source>Category</source>
   <translation>Alleen de soort</translation>
  </message>
  <message>
   <source>Adult</source>
   <translation>Volwassene</translation>
  </message>
  <message>
   <source>Closed</source>
   <translation>Dicht</translation>
  </message>
  <message>
   <source>Don’t share</source>
   <translation>Niet delen</translation>
  </message>
  <message>
   <source>Switch, tick, choice, segments</source>
   <translation>Schakelaar, vinkje, keuze, blokken</translation>
  </message>
  <message>
   <source>off</source>
   <translation>uit</translation>
  </message>
  <message>
   <source>on</source>
   <translation>aan</translation>
  </message>
  <message>
   <source>sealed</source>
   <translation>verzegeld</translation>
  </message>
  <message>
   <source>switch</source>
   <translation>schakelaar</translation>
  </message>
  <message>
   <source>tick</source>
   <translation>vinkje</translation>
  </message>
  <message>
   <source>choice</source>
   <translation>keuze</translation>
  </message>
  <message>
   <source>1 day</source>
   <translation>1 dag</translation>
  </message>
  <message>
   <source>30 days</source>
   <translation>30 dagen</translation>
  </message>
  <message>
   <source>90 days</source>
   <translation>90 dagen</translation>
  </message>
  <message>
   <source>1 year</source>
   <translation>1 jaar</translation>
  </message>
  <message>
   <source>Fields</source>
   <translation>Velden</translation>
  </message>
  <message>
   <source>Search preferences</source>
   <translation>Zoek in voorkeuren</translation>
  </message>
  <message>
   <source>Error</source>
   <translation>Fout</translation>
  </message>
  <message>
   <source>5 minutes</source>
   <translation>5 minuten</translation>
  </message>
  <message>
   <source>Default</source>
   <translation>Gewoon</translation>
  </message>
  <message>
   <source>Focus</source>
   <translation>Focus</translation>
  </message>
  <message>
   <source>Disabled</source>
   <translation>Uit</translation>
  </message>
  <message>
   <source>Choice list</source>
   <translation>Keuzelijst</translation>
  </message>
  <message>
   <source>Use numbers only, like 43.</source>
   <translation>Gebruik alleen cijfers, zoals 43.</translation>
  </message>
  <message>
   <source>Badges, chips, states</source>
   <translation>Labels, waarden, toestanden</translation>
  </message>
  <message>
   <source>Everyday</source>
   <translation>Alledaags</translation>
  </message>
  <message>
   <source>Personal</source>
   <translation>Persoonlijk</translation>
  </message>
  <message>
   <source>Sealed</source>
   <translation>Verzegeld</translation>
  </message>
  <message>
   <source>Dark green</source>
   <translation>Donkergroen</translation>
  </message>
  <message>
   <source>Wool</source>
   <translation>Wol</translation>
  </message>
  <message>
   <source>Cotton</source>
   <translation>Katoen</translation>
  </message>
  <message>
   <source>Active until 3 Nov 2026</source>
   <translation>Actief tot 3 nov 2026</translation>
  </message>
  <message>
   <source>Ends in 6 days</source>
   <translation>Stopt over 6 dagen</translation>
  </message>
  <message>
   <source>Stopped. Shop not reached yet</source>
   <translation>Gestopt. Winkel nog niet bereikt</translation>
  </message>
  <message>
   <source>Stopped. Shop told, answer not here yet</source>
   <translation>Gestopt. Winkel weet het, antwoord volgt</translation>
  </message>
  <message>
   <source>No answer in time. A letter is ready</source>
   <translation>Geen antwoord op tijd. Er ligt een brief klaar</translation>
  </message>
  <message>
   <source>Stopped. Shop confirmed deletion</source>
   <translation>Gestopt. Winkel heeft alles gewist</translation>
  </message>
  <message>
   <source>Signature does not match</source>
   <translation>Handtekening klopt niet</translation>
  </message>
  <message>
   <source>4 of 7 looked at</source>
   <translation>4 van 7 bekeken</translation>
  </message>
  <message>
   <source>Rows and notes</source>
   <translation>Rijen en meldingen</translation>
  </message>
  <message>
   <source>Hover</source>
   <translation>Muis erop</translation>
  </message>
  <message>
   <source>Selected</source>
   <translation>Gekozen</translation>
  </message>
  <message>
   <source>2 shops</source>
   <translation>2 winkels</translation>
  </message>
  <message>
   <source>History intact</source>
   <translation>Geschiedenis klopt</translation>
  </message>
  <message>
   <source>This file is not locked.</source>
   <translation>Dit bestand zit niet op slot.</translation>
  </message>
  <message>
   <source>Never shared in one click.</source>
   <translation>Nooit gedeeld met één klik.</translation>
  </message>
  <message>
   <source>We could not check who is asking.</source>
   <translation>We konden niet nagaan wie dit vraagt.</translation>
  </message>
 </context>
 <context>
  <name>PassedOnWords</name>
  <message>
   <source>It also told {names}.</source>
   <translation>Hij vertelde het ook aan {names}.</translation>
  </message>
  <message>
   <source>It did not tell {names}.</source>
   <translation>Niet verteld aan {names}.</translation>
  </message>
  <message>
   <source>“{name}”</source>
   <translation>‘{name}’</translation>
  </message>
  <message>
   <source>{names} and {count} more</source>
   <translation>{names} en nog {count}</translation>
  </message>
 </context>
 <context>
  <name>PassphraseField</name>
  <message>
   <source>Caps Lock is on.</source>
   <translation>Caps Lock staat aan.</translation>
  </message>
  <message>
   <source>Hide passphrase</source>
   <translation>Wachtzin verbergen</translation>
  </message>
  <message>
   <source>Show passphrase</source>
   <translation>Wachtzin tonen</translation>
  </message>
 </context>
 <context>
  <name>PassphrasePanel</name>
  <message>
   <source>Old passphrase</source>
   <translation>Oude wachtzin</translation>
  </message>
  <message>
   <source>New passphrase</source>
   <translation>Nieuwe wachtzin</translation>
  </message>
  <message>
   <source>Did somebody see the old one?</source>
   <translation>Heeft iemand de oude gezien?</translation>
  </message>
  <message>
   <source>Then renew the vault key and delete old backups. A recovery kit has to be made again.</source>
   <translation>Vernieuw dan de sleutel van je kluis en wis de oude reservekopieën. Een herstelblad moet je daarna opnieuw maken.</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Annuleren</translation>
  </message>
  <message>
   <source>Change passphrase</source>
   <translation>Wachtzin wijzigen</translation>
  </message>
  <message>
   <source>Renew and delete</source>
   <translation>Vernieuwen en wissen</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>Klaar</translation>
  </message>
  <message>
   <source>Only the new one opens your vault now.</source>
   <translation>Alleen de nieuwe opent nu je kluis.</translation>
  </message>
  <message>
   <source>Nobody can look it up for you. Your vault is not encrypted again.</source>
   <translation>Niemand kan hem voor je opzoeken. Je kluis wordt niet opnieuw versleuteld.</translation>
  </message>
  <message>
   <source>Change your passphrase</source>
   <translation>Je wachtzin wijzigen</translation>
  </message>
  <message>
   <source>Your passphrase is changed</source>
   <translation>Je wachtzin is gewijzigd</translation>
  </message>
  <message>
   <source>Your vault has a new key</source>
   <translation>Je kluis heeft een nieuwe sleutel</translation>
  </message>
  <message>
   <source>The old key opens nothing that you do from now on.</source>
   <translation>De oude sleutel opent niets van wat je vanaf nu doet.</translation>
  </message>
 </context>
 <context>
  <name>PassphrasePresenter</name>
  <message>
   <source>Type your old passphrase first.</source>
   <translation>Typ eerst je oude wachtzin.</translation>
  </message>
  <message>
   <source>This is not the same. Type it again.</source>
   <translation>Dit is niet hetzelfde. Typ het opnieuw.</translation>
  </message>
  <message>
   <source>Changing your passphrase. This takes a moment.</source>
   <translation>Je wachtzin wordt gewijzigd. Dit duurt even.</translation>
  </message>
  <message>
   <source>1 of 3. Making a new key for your vault.</source>
   <translation>1 van 3. Een nieuwe sleutel voor je kluis maken.</translation>
  </message>
  <message>
   <source>2 of 3. Writing your vault under the new key.</source>
   <translation>2 van 3. Je kluis met de nieuwe sleutel wegschrijven.</translation>
  </message>
  <message>
   <source>3 of 3. Making a new backup and deleting the old ones.</source>
   <translation>3 van 3. Een nieuwe reservekopie maken en de oude wissen.</translation>
  </message>
  <message>
   <source>1 old backup is gone.</source>
   <translation>1 oude reservekopie is weg.</translation>
  </message>
  <message>
   <source>{count} old backups are gone.</source>
   <translation>{count} oude reservekopieën zijn weg.</translation>
  </message>
  <message>
   <source>The old backups are still there. {why}</source>
   <translation>De oude reservekopieën zijn er nog. {why}</translation>
  </message>
  <message>
   <source>Your recovery kit does not work any more. Make a new one.</source>
   <translation>Je herstelblad werkt niet meer. Maak een nieuw blad.</translation>
  </message>
  <message>
   <source>Unlocking with this computer is off. Turn it on again if you want it.</source>
   <translation>Openen met deze computer staat uit. Zet het weer aan als je wilt.</translation>
  </message>
  <message>
   <source>Copies that you keep elsewhere still open with the old passphrase.</source>
   <translation>Kopieën die je elders bewaart, gaan nog open met de oude wachtzin.</translation>
  </message>
 </context>
 <context>
  <name>PeoplePresenter</name>
  <message>
   <source>Removed: {name}, with sizes, likes and wishes.</source>
   <translation>Verwijderd: {name}, met maten, voorkeuren en wensen.</translation>
  </message>
  <message>
   <source>Removed: {name}.</source>
   <translation>Verwijderd: {name}.</translation>
  </message>
 </context>
 <context>
  <name>PeopleView</name>
  <message>
   <source>People I buy for</source>
   <translation>Voor wie ik koop</translation>
  </message>
  <message>
   <source>Sizes and likes of others. They stay in your vault, unless you answer a shop for them.</source>
   <translation>Maten en voorkeuren van anderen. Ze blijven in je kluis, tenzij je voor hen antwoordt.</translation>
  </message>
  <message>
   <source>People</source>
   <translation>Mensen</translation>
  </message>
  <message>
   <source>Nobody yet. Add a nickname, and their sizes are at hand in a shop.</source>
   <translation>Nog niemand. Voeg een roepnaam toe, dan heb je hun maten bij de hand.</translation>
  </message>
  <message>
   <source>Add</source>
   <translation>Toevoegen</translation>
  </message>
  <message>
   <source>Nobody found. Search for a name, a size or a like.</source>
   <translation>Niemand gevonden. Zoek op een naam, een maat of een voorkeur.</translation>
  </message>
  <message>
   <source>Nickname</source>
   <translation>Roepnaam</translation>
  </message>
  <message>
   <source>Nickname to add</source>
   <translation>Roepnaam om toe te voegen</translation>
  </message>
  <message>
   <source>Search people</source>
   <translation>Zoek mensen</translation>
  </message>
 </context>
 <context>
  <name>PersonCard</name>
  <message>
   <source>Name and note</source>
   <translation>Naam en notitie</translation>
  </message>
  <message>
   <source>Save name</source>
   <translation>Naam bewaren</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Annuleren</translation>
  </message>
  <message>
   <source>You keep no sizes or likes of this person yet.</source>
   <translation>Je bewaart nog geen maten of voorkeuren van deze persoon.</translation>
  </message>
  <message>
   <source>Add this</source>
   <translation>Toevoegen</translation>
  </message>
  <message>
   <source>sizes.pdf</source>
   <translation>maten.pdf</translation>
  </message>
  <message>
   <source>Remove {name}</source>
   <translation>{name} verwijderen</translation>
  </message>
  <message>
   <source>Copied</source>
   <translation>Gekopieerd</translation>
  </message>
  <message>
   <source>Nickname</source>
   <translation>Roepnaam</translation>
  </message>
  <message>
   <source>Note, only for you</source>
   <translation>Notitie, alleen voor jou</translation>
  </message>
  <message>
   <source>Size or like to add</source>
   <translation>Maat of voorkeur om toe te voegen</translation>
  </message>
 </context>
 <context>
  <name>PersonValueEditor</name>
  <message>
   <source>Save</source>
   <translation>Bewaren</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Annuleren</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Verwijderen</translation>
  </message>
 </context>
 <context>
  <name>PrecisionPicker</name>
  <message>
   <source>{step}, {value}, {number} of {count}</source>
   <translation>{step}, {value}, {number} van {count}</translation>
  </message>
 </context>
 <context>
  <name>PreferenceEditor</name>
  <message>
   <source>Save</source>
   <translation>Opslaan</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Annuleren</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>Verwijderen</translation>
  </message>
  <message>
   <source>Skip</source>
   <translation>Overslaan</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Sluiten</translation>
  </message>
  <message>
   <source>How private is this?</source>
   <translation>Hoe privé is dit?</translation>
  </message>
  <message>
   <source>It can be more private, never less.</source>
   <translation>Het kan meer privé, nooit minder.</translation>
  </message>
  <message>
   <source>The most a shop may ever see</source>
   <translation>Het meeste dat een winkel ooit mag zien</translation>
  </message>
  <message>
   <source>A shop never gets more than this. For each shop you can choose less.</source>
   <translation>Meer krijgt een winkel nooit. Per winkel kun je minder kiezen.</translation>
  </message>
  <message>
   <source>Closed</source>
   <translation>Gesloten</translation>
  </message>
 </context>
 <context>
  <name>PreferenceGroup</name>
  <message>
   <source>{count} to choose from</source>
   <translation>{count} om uit te kiezen</translation>
  </message>
  <message>
   <source>1 preference</source>
   <translation>1 voorkeur</translation>
  </message>
  <message>
   <source>{count} preferences</source>
   <translation>{count} voorkeuren</translation>
  </message>
  <message>
   <source>{count} shared</source>
   <translation>{count} gedeeld</translation>
  </message>
  <message>
   <source>none shared</source>
   <translation>niets gedeeld</translation>
  </message>
 </context>
 <context>
  <name>PreferenceHead</name>
  <message>
   <source>Open</source>
   <translation>Open</translation>
  </message>
  <message>
   <source>With {count} shops</source>
   <translation>Bij {count} winkels</translation>
  </message>
  <message>
   <source>Not filled in</source>
   <translation>Niet ingevuld</translation>
  </message>
  <message>
   <source>Not shared</source>
   <translation>Niet gedeeld</translation>
  </message>
  <message>
   <source>Not saved</source>
   <translation>Niet opgeslagen</translation>
  </message>
  <message>
   <source>With 1 shop</source>
   <translation>Bij 1 winkel</translation>
  </message>
 </context>
 <context>
  <name>PreferenceRefresh</name>
  <message>
   <source>Type your passphrase, or do not send it.</source>
   <translation>Typ je wachtzin, of stuur niets.</translation>
  </message>
 </context>
 <context>
  <name>PreferenceRows</name>
  <message>
   <source>{count} more. Type another letter to see them.</source>
   <translation>Nog {count}. Typ een letter meer om ze te zien.</translation>
  </message>
 </context>
 <context>
  <name>PreferencesView</name>
  <message>
   <source>Preferences</source>
   <translation>Voorkeuren</translation>
  </message>
  <message>
   <source>My card</source>
   <translation>Mijn kaart</translation>
  </message>
  <message>
   <source>Add preference</source>
   <translation>Voorkeur toevoegen</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Terug</translation>
  </message>
  <message>
   <source>Search what you can add</source>
   <translation>Zoek wat je kunt toevoegen</translation>
  </message>
  <message>
   <source>Search preferences</source>
   <translation>Zoek in je voorkeuren</translation>
  </message>
  <message>
   <source>Never shared in one click. Needs your passphrase each time.</source>
   <translation>Nooit met één klik gedeeld. Vraagt elke keer je wachtzin.</translation>
  </message>
 </context>
 <context>
  <name>PreviewCard</name>
  <message>
   <source>Exactly what the shop will see</source>
   <translation>Precies wat de winkel te zien krijgt</translation>
  </message>
  <message>
   <source>What the shop will see, as data</source>
   <translation>Wat de winkel te zien krijgt, als ruwe gegevens</translation>
  </message>
  <message>
   <source>Show as data</source>
   <translation>Toon de ruwe gegevens</translation>
  </message>
  <message>
   <source>Nothing yet. Everything is off.</source>
   <translation>Nog niets. Alles staat uit.</translation>
  </message>
  <message>
   <source>Show as words</source>
   <translation>Toon in woorden</translation>
  </message>
  <message>
   <source>Your vault adds nothing else. Signed in there? Then the shop knows you.</source>
   <translation>Je kluis stuurt verder niets mee. Ben je daar ingelogd? Dan weet de winkel wie je bent.</translation>
  </message>
 </context>
 <context>
  <name>ProblemWords</name>
  <message>
   <source>Choose one.</source>
   <translation>Kies er één.</translation>
  </message>
  <message>
   <source>Choose at least one.</source>
   <translation>Kies er minstens één.</translation>
  </message>
  <message>
   <source>Choose {most} at most.</source>
   <translation>Kies er hoogstens {most}.</translation>
  </message>
  <message>
   <source>Fill in a size, from {low} to {high}.</source>
   <translation>Vul een maat in, van {low} tot {high}.</translation>
  </message>
  <message>
   <source>{system} does not have this size. It goes from {low} to {high}.</source>
   <translation>Deze maat is er niet in {system}. De maten gaan van {low} tot {high}.</translation>
  </message>
  <message>
   <source>Only the waist goes here: {waist}. The length goes under “Trouser length”: L{length}.</source>
   <translation>Hier komt alleen de taille: {waist}. De lengte hoort bij ‘Broeklengte’: L{length}.</translation>
  </message>
  <message>
   <source>Fill in a number, from {low} to {high} {unit}.</source>
   <translation>Vul een getal in, van {low} tot {high} {unit}.</translation>
  </message>
  <message>
   <source>This is not a number. Use digits, such as {low}.</source>
   <translation>Dit is geen getal. Gebruik cijfers, zoals {low}.</translation>
  </message>
  <message>
   <source>Use a number from {low} to {high} {unit}.</source>
   <translation>Gebruik een getal van {low} tot {high} {unit}.</translation>
  </message>
  <message>
   <source>Use steps of {step} {unit}.</source>
   <translation>Gebruik stappen van {step} {unit}.</translation>
  </message>
  <message>
   <source>The second number is lower than the first. Swap them.</source>
   <translation>Het tweede getal is lager dan het eerste. Draai ze om.</translation>
  </message>
  <message>
   <source>Fill in a few words.</source>
   <translation>Vul een paar woorden in.</translation>
  </message>
  <message>
   <source>Use {most} letters at most.</source>
   <translation>Gebruik hoogstens {most} letters.</translation>
  </message>
  <message>
   <source>This has signs that cannot be shown. Type it again.</source>
   <translation>Hier staan tekens in die niet te zien zijn. Typ het opnieuw.</translation>
  </message>
  <message>
   <source>This value does not fit. Choose another.</source>
   <translation>Deze waarde past niet. Kies een andere.</translation>
  </message>
 </context>
 <context>
  <name>PromiseCard</name>
  <message>
   <source>What the shop promises</source>
   <translation>Wat de winkel belooft</translation>
  </message>
 </context>
 <context>
  <name>QuickPresenter</name>
  <message>
   <source>Type your passphrase first.</source>
   <translation>Typ eerst je wachtzin.</translation>
  </message>
  <message>
   <source>Trying the key store of this computer.</source>
   <translation>De sleutelbos van deze computer wordt geprobeerd.</translation>
  </message>
 </context>
 <context>
  <name>QuickUnlock</name>
  <message>
   <source>Also unlock with this computer</source>
   <translation>Ook openen met deze computer</translation>
  </message>
  <message>
   <source>No typing, on this computer only. Its own key store keeps a key. Anyone who can sign in as you here can then open the vault. Sealed items still ask for the passphrase.</source>
   <translation>Niet typen, alleen op deze computer. De sleutelbos bewaart een sleutel. Wie hier als jou kan inloggen, kan dan de kluis openen. Wat verzegeld is, vraagt nog steeds om de wachtzin.</translation>
  </message>
  <message>
   <source>This computer has no safe place for a key.</source>
   <translation>Deze computer heeft geen veilige plek voor een sleutel.</translation>
  </message>
 </context>
 <context>
  <name>Rail</name>
  <message>
   <source>Pages</source>
   <translation>Pagina's</translation>
  </message>
  <message>
   <source>Help</source>
   <translation>Hulp</translation>
  </message>
 </context>
 <context>
  <name>RailFoot</name>
  <message>
   <source>Lock now</source>
   <translation>Nu op slot</translation>
  </message>
  <message>
   <source>Locks by itself after
{minutes} minutes</source>
   <translation>Gaat vanzelf op slot na
{minutes} minuten</translation>
  </message>
  <message>
   <source>Locks by itself after
1 minute</source>
   <translation>Gaat vanzelf op slot na
1 minuut</translation>
  </message>
 </context>
 <context>
  <name>RangeEditor</name>
  <message>
   <source>{name}, from</source>
   <translation>{name}, van</translation>
  </message>
  <message>
   <source>{name}, to</source>
   <translation>{name}, tot</translation>
  </message>
  <message>
   <source>to</source>
   <translation>tot</translation>
  </message>
  <message>
   <source>From and to</source>
   <translation>Van en tot</translation>
  </message>
 </context>
 <context>
  <name>ReceiptCard</name>
  <message>
   <source>What you and this shop agreed on</source>
   <translation>Wat jij en deze winkel afspraken</translation>
  </message>
  <message>
   <source>When</source>
   <translation>Wanneer</translation>
  </message>
  <message>
   <source>Shop</source>
   <translation>Winkel</translation>
  </message>
  <message>
   <source>Until</source>
   <translation>Tot</translation>
  </message>
  <message>
   <source>Signed by the shop</source>
   <translation>Getekend door de winkel</translation>
  </message>
  <message>
   <source>Signed by your vault</source>
   <translation>Getekend door je kluis</translation>
  </message>
  <message>
   <source>The shop signed what it deleted</source>
   <translation>Getekend door de winkel: wat gewist is</translation>
  </message>
  <message>
   <source>Stop sharing</source>
   <translation>Stoppen met delen</translation>
  </message>
  <message>
   <source>Save receipt</source>
   <translation>Bewijs bewaren</translation>
  </message>
  <message>
   <source>Save {title}</source>
   <translation>{title} bewaren</translation>
  </message>
 </context>
 <context>
  <name>ReceiptSaving</name>
  <message>
   <source>Saved as {file}</source>
   <translation>Bewaard als {file}</translation>
  </message>
 </context>
 <context>
  <name>ReceiptWords</name>
  <message>
   <source>{date}, or earlier</source>
   <translation>{date}, of eerder</translation>
  </message>
  <message>
   <source>Receipt {number}</source>
   <translation>Bewijs {number}</translation>
  </message>
  <message>
   <source>The end of that visit</source>
   <translation>Het einde van dat bezoek</translation>
  </message>
  <message>
   <source>Not shared: {names}</source>
   <translation>Niet gedeeld: {names}</translation>
  </message>
  <message>
   <source>Stop sharing with {host}</source>
   <translation>Stoppen met delen met {host}</translation>
  </message>
  <message>
   <source>receipt-{number}.txt</source>
   <translation>bewijs-{number}.txt</translation>
  </message>
  <message>
   <source>Save record {number}…</source>
   <translation>Bewaar afspraak {number}…</translation>
  </message>
  <message>
   <source>record-{number}.pdf</source>
   <translation>afspraak-{number}.pdf</translation>
  </message>
  <message>
   <source>Save this record…</source>
   <translation>Bewaar deze afspraak…</translation>
  </message>
  <message>
   <source>Only {purpose}.</source>
   <translation>Alleen {purpose}.</translation>
  </message>
  <message>
   <source>Active</source>
   <translation>Actief</translation>
  </message>
  <message>
   <source>Not confirmed</source>
   <translation>Niet bevestigd</translation>
  </message>
  <message>
   <source>No answer yet</source>
   <translation>Nog geen antwoord</translation>
  </message>
  <message>
   <source>Stopped</source>
   <translation>Gestopt</translation>
  </message>
  <message>
   <source>Replaced by a newer value</source>
   <translation>Vervangen door een nieuwere waarde</translation>
  </message>
  <message>
   <source>Deleted by the shop</source>
   <translation>Gewist door de winkel</translation>
  </message>
  <message>
   <source>Ended</source>
   <translation>Afgelopen</translation>
  </message>
  <message>
   <source>Not received</source>
   <translation>Niet aangekomen</translation>
  </message>
 </context>
 <context>
  <name>RecoverPresenter</name>
  <message>
   <source>Type the code of your recovery kit first.</source>
   <translation>Typ eerst de code van je herstelblad.</translation>
  </message>
  <message>
   <source>This is not the same. Type it again.</source>
   <translation>Dit is niet hetzelfde. Typ hem nog eens.</translation>
  </message>
  <message>
   <source>All groups are there.</source>
   <translation>Alle groepen zijn er.</translation>
  </message>
  <message>
   <source>Small letters, spaces and dashes do not matter.</source>
   <translation>Kleine letters, spaties en streepjes maken niet uit.</translation>
  </message>
  <message>
   <source>All groups are there. Now the check sign.</source>
   <translation>Alle groepen zijn er. Nu nog het controleteken.</translation>
  </message>
  <message>
   <source>1 of 8 groups is there.</source>
   <translation>1 van de 8 groepen is er.</translation>
  </message>
  <message>
   <source>{count} of 8 groups are there.</source>
   <translation>{count} van de 8 groepen zijn er.</translation>
  </message>
 </context>
 <context>
  <name>RecoverView</name>
  <message>
   <source>Your spare key</source>
   <translation>Je reservesleutel</translation>
  </message>
  <message>
   <source>A new passphrase does not change what is in your vault.</source>
   <translation>Een nieuwe wachtzin verandert niets aan wat in je kluis zit.</translation>
  </message>
  <message>
   <source>New passphrase</source>
   <translation>Nieuwe wachtzin</translation>
  </message>
  <message>
   <source>Trying your code.</source>
   <translation>Je code wordt geprobeerd.</translation>
  </message>
  <message>
   <source>Opening your vault. This takes a moment.</source>
   <translation>Je kluis gaat open. Dit duurt even.</translation>
  </message>
  <message>
   <source>Choose a new passphrase</source>
   <translation>Kies een nieuwe wachtzin</translation>
  </message>
  <message>
   <source>Your code is right. The old passphrase will not work any more.</source>
   <translation>Je code klopt. De oude wachtzin werkt straks niet meer.</translation>
  </message>
  <message>
   <source>Open your vault</source>
   <translation>Open je kluis</translation>
  </message>
  <message>
   <source>Use your recovery kit</source>
   <translation>Gebruik je herstelblad</translation>
  </message>
  <message>
   <source>Type the code on your recovery kit, or paste it.</source>
   <translation>Typ de code van je herstelblad, of plak hem.</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>Verder</translation>
  </message>
 </context>
 <context>
  <name>RefreshPart</name>
  <message>
   <source>Do not send</source>
   <translation>Niet sturen</translation>
  </message>
 </context>
 <context>
  <name>RefreshWords</name>
  <message>
   <source>{host} has an older value. It keeps that unless you send the new one.</source>
   <translation>{host} heeft een oudere waarde. Die blijft daar, tenzij je de nieuwe stuurt.</translation>
  </message>
  <message>
   <source>{count} shops have an older value. They keep it unless you send the new one.</source>
   <translation>{count} winkels hebben een oudere waarde. Die blijft daar, tenzij je de nieuwe stuurt.</translation>
  </message>
  <message>
   <source>{host} has an older value. To send the new one, you type your passphrase.</source>
   <translation>{host} heeft een oudere waarde. Om de nieuwe te sturen, typ je je wachtzin.</translation>
  </message>
  <message>
   <source>Update {host}</source>
   <translation>{host} bijwerken</translation>
  </message>
  <message>
   <source>Update {count} shops</source>
   <translation>{count} winkels bijwerken</translation>
  </message>
  <message>
   <source>{host} will be told within the hour, while your vault is open.</source>
   <translation>{host} hoort het binnen het uur, zolang je kluis open is.</translation>
  </message>
  <message>
   <source>{count} shops will be told within the hour, while your vault is open.</source>
   <translation>{count} winkels horen het binnen het uur, zolang je kluis open is.</translation>
  </message>
  <message>
   <source>{host} will be told.</source>
   <translation>{host} krijgt het te horen.</translation>
  </message>
  <message>
   <source>{count} shops will be told.</source>
   <translation>{count} winkels krijgen het te horen.</translation>
  </message>
  <message>
   <source>{host} is not reached yet. We try again: {moment}.</source>
   <translation>{host} is nog niet bereikt. Nieuwe poging: {moment}.</translation>
  </message>
  <message>
   <source>{count} shops are not reached yet. We try again: {moment}.</source>
   <translation>{count} winkels zijn nog niet bereikt. Nieuwe poging: {moment}.</translation>
  </message>
  <message>
   <source>{host} did not answer yet. It may have the new value.</source>
   <translation>{host} heeft nog niet geantwoord. Misschien is de nieuwe waarde er al.</translation>
  </message>
  <message>
   <source>{count} shops did not answer yet. They may have the new value.</source>
   <translation>{count} winkels hebben nog niet geantwoord. Misschien is de nieuwe waarde er al.</translation>
  </message>
  <message>
   <source>{host} did not confirm the new value. It may have it.</source>
   <translation>{host} heeft de nieuwe waarde niet bevestigd. Misschien is die er wel.</translation>
  </message>
  <message>
   <source>{count} shops did not confirm the new value. They may have it.</source>
   <translation>{count} winkels hebben de nieuwe waarde niet bevestigd. Misschien is die er wel.</translation>
  </message>
  <message>
   <source>Shop told. {host} has the new value.</source>
   <translation>Doorgegeven. {host} heeft de nieuwe waarde.</translation>
  </message>
  <message>
   <source>Shops told. {count} have the new value.</source>
   <translation>Doorgegeven. {count} winkels hebben de nieuwe waarde.</translation>
  </message>
 </context>
 <context>
  <name>RegistrationNote</name>
  <message>
   <source>Buttons and files of shops can open your vault. Let them do so here?</source>
   <translation>Knoppen en bestanden van winkels kunnen je kluis openen. Mag dat hier?</translation>
  </message>
  <message>
   <source>Not here</source>
   <translation>Hier niet</translation>
  </message>
  <message>
   <source>Open here</source>
   <translation>Hier openen</translation>
  </message>
 </context>
 <context>
  <name>RequestArrivals</name>
  <message>
   <source>Asking the shop what it wants to see.</source>
   <translation>We vragen de winkel wat hij wil zien.</translation>
  </message>
  <message>
   <source>a shop</source>
   <translation>een winkel</translation>
  </message>
  <message>
   <source>Not looked at yet.</source>
   <translation>Nog niet bekeken.</translation>
  </message>
  <message>
   <source>You can answer until {time}.</source>
   <translation>Je kunt antwoorden tot {time}.</translation>
  </message>
  <message>
   <source>Open the request of {host}</source>
   <translation>Het verzoek van {host} openen</translation>
  </message>
 </context>
 <context>
  <name>RequestChoosing</name>
  <message>
   <source>The time changed, so this went off.</source>
   <translation>De tijd veranderde, dus dit ging uit.</translation>
  </message>
  <message>
   <source>Everything is off again.</source>
   <translation>Alles staat weer uit.</translation>
  </message>
  <message>
   <source>Type your passphrase, or keep it off.</source>
   <translation>Typ je wachtzin, of laat het uit.</translation>
  </message>
  <message>
   <source>Not shared</source>
   <translation>Niet gedeeld</translation>
  </message>
 </context>
 <context>
  <name>RequestFoot</name>
  <message>
   <source>Decide later</source>
   <translation>Later beslissen</translation>
  </message>
  <message>
   <source>If you share nothing, the shop only hears “no”.</source>
   <translation>Deel je niets, dan hoort de winkel alleen ‘nee’.</translation>
  </message>
  <message>
   <source>And it may not ask again</source>
   <translation>En hij mag het niet meer vragen</translation>
  </message>
  <message>
   <source>Share nothing</source>
   <translation>Niets delen</translation>
  </message>
 </context>
 <context>
  <name>RequestHead</name>
  <message>
   <source>How we check</source>
   <translation>Zo controleren we dat</translation>
  </message>
 </context>
 <context>
  <name>RequestLayout</name>
  <message>
   <source>{count} promises</source>
   <translation>{count} beloften</translation>
  </message>
  <message>
   <source>Everyday things only, for this visit. The shop hears: for somebody else.</source>
   <translation>Alleen alledaagse dingen, voor dit bezoek. De winkel hoort: voor een ander.</translation>
  </message>
  <message>
   <source>Me</source>
   <translation>Mezelf</translation>
  </message>
  <message>
   <source>Needed</source>
   <translation>Nodig</translation>
  </message>
  <message>
   <source>Asked</source>
   <translation>Gevraagd</translation>
  </message>
  <message>
   <source>You share one of these with {host}.</source>
   <translation>Eén hiervan deel je met {host}.</translation>
  </message>
  <message>
   <source>You shared one of these with {host}.</source>
   <translation>Eén hiervan deelde je met {host}.</translation>
  </message>
  <message>
   <source>You share {count} of these with {host}.</source>
   <translation>{count} hiervan deel je met {host}.</translation>
  </message>
  <message>
   <source>You shared {count} of these with {host}.</source>
   <translation>{count} hiervan deelde je met {host}.</translation>
  </message>
  <message>
   <source>Needed if you share</source>
   <translation>Nodig als je deelt</translation>
  </message>
  <message>
   <source>The shop says you can buy without this.</source>
   <translation>Volgens de winkel kun je ook zonder dit kopen.</translation>
  </message>
  <message>
   <source>Your choice</source>
   <translation>Jouw keuze</translation>
  </message>
  <message>
   <source>The shop works without these.</source>
   <translation>De winkel werkt ook zonder deze.</translation>
  </message>
  <message>
   <source>Never shared in one click.</source>
   <translation>Nooit met één klik gedeeld.</translation>
  </message>
  <message>
   <source>This shop wants these {count} together.</source>
   <translation>Deze winkel wil deze {count} samen.</translation>
  </message>
  <message>
   <source>Share {names}. {why}</source>
   <translation>{names} delen. {why}</translation>
  </message>
  <message>
   <source>Share {name}. {level}</source>
   <translation>{name} delen. {level}</translation>
  </message>
  <message>
   <source>Add {name} to your vault</source>
   <translation>{name} in je kluis zetten</translation>
  </message>
  <message>
   <source>You have not saved this for this person.</source>
   <translation>Dit bewaar je niet van deze persoon.</translation>
  </message>
  <message>
   <source>To share it, you type your passphrase again.</source>
   <translation>Wil je het toch delen? Dan typ je je wachtzin opnieuw.</translation>
  </message>
  <message>
   <source>The shop does not need it for the rest.</source>
   <translation>De winkel heeft het voor de rest niet nodig.</translation>
  </message>
  <message>
   <source>This visit</source>
   <translation>Dit bezoek</translation>
  </message>
  <message>
   <source>Until</source>
   <translation>Tot</translation>
  </message>
  <message>
   <source>About</source>
   <translation>Over</translation>
  </message>
  <message>
   <source>Somebody else</source>
   <translation>Iemand anders</translation>
  </message>
  <message>
   <source>Code for this shop</source>
   <translation>Code voor deze winkel</translation>
  </message>
  <message>
   <source>Share this one</source>
   <translation>Deze ene delen</translation>
  </message>
  <message>
   <source>Share these {count}</source>
   <translation>Deze {count} delen</translation>
  </message>
  <message>
   <source>{share} with {host} for this visit</source>
   <translation>{share} met {host} voor dit bezoek</translation>
  </message>
  <message>
   <source>{share} with {host} until {date}</source>
   <translation>{share} met {host} tot {date}</translation>
  </message>
  <message>
   <source>One moment</source>
   <translation>Even wachten</translation>
  </message>
  <message>
   <source>Choose at least one</source>
   <translation>Kies er minstens één</translation>
  </message>
  <message>
   <source>Turn on what is needed, or share nothing</source>
   <translation>Zet aan wat nodig is, of deel niets</translation>
  </message>
  <message>
   <source>Not possible without {name}</source>
   <translation>Kan niet zonder {name}</translation>
  </message>
  <message>
   <source>Turn on {name}, or share nothing</source>
   <translation>Zet {name} aan, of deel niets</translation>
  </message>
 </context>
 <context>
  <name>RequestMessage</name>
  <message>
   <source>A shop asks to see preferences</source>
   <translation>Een winkel wil voorkeuren zien</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Sluiten</translation>
  </message>
  <message>
   <source>Address of the shop</source>
   <translation>Adres van de winkel</translation>
  </message>
  <message>
   <source>Go back to the shop</source>
   <translation>Terug naar de winkel</translation>
  </message>
  <message>
   <source>No shop asks you anything now. You have nothing to do.</source>
   <translation>Geen winkel vraagt je nu iets. Je hoeft niets te doen.</translation>
  </message>
  <message>
   <source>These wait quietly until their end. You do not have to do anything.</source>
   <translation>Deze wachten rustig tot ze aflopen. Je hoeft niets te doen.</translation>
  </message>
  <message>
   <source>Requests</source>
   <translation>Verzoeken</translation>
  </message>
  <message>
   <source>A shop asks on its own page, with a button for your vault. Then its question comes here.</source>
   <translation>Een winkel vraagt het op zijn eigen pagina, met een knop voor je kluis. Dan komt de vraag hier.</translation>
  </message>
  <message>
   <source>It sees nothing before you have chosen what to share.</source>
   <translation>De winkel ziet niets voordat jij kiest wat je deelt.</translation>
  </message>
  <message>
   <source>Paste a link that a shop gave you</source>
   <translation>Plak een link die je van een winkel kreeg</translation>
  </message>
  <message>
   <source>The whole link</source>
   <translation>De hele link</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Openen</translation>
  </message>
  <message>
   <source>Open a file or picture…</source>
   <translation>Bestand of foto openen…</translation>
  </message>
  <message>
   <source>A request that you saved, or a picture with a QR code of a shop.</source>
   <translation>Een verzoek dat je bewaarde, of een foto van de QR-code van een winkel.</translation>
  </message>
 </context>
 <context>
  <name>RequestPresenter</name>
  <message>
   <source>We refuse this request for you</source>
   <translation>We weigeren dit verzoek voor je</translation>
  </message>
  <message>
   <source>If you close this, the shop only hears “no”.</source>
   <translation>Sluit je dit, dan hoort de winkel alleen ‘nee’.</translation>
  </message>
  <message>
   <source>This request cannot be answered</source>
   <translation>Dit verzoek kun je niet beantwoorden</translation>
  </message>
 </context>
 <context>
  <name>RequestRow</name>
  <message>
   <source>Add</source>
   <translation>Toevoegen</translation>
  </message>
  <message>
   <source>Not in your vault</source>
   <translation>Niet in je kluis</translation>
  </message>
  <message>
   <source>Not shared</source>
   <translation>Niet gedeeld</translation>
  </message>
 </context>
 <context>
  <name>RequestView</name>
  <message>
   <source>Open a request</source>
   <translation>Verzoek openen</translation>
  </message>
  <message>
   <source>Save your answer</source>
   <translation>Je antwoord bewaren</translation>
  </message>
 </context>
 <context>
  <name>RequestWords</name>
  <message>
   <source>“{words}”</source>
   <translation>‘{words}’</translation>
  </message>
  <message>
   <source>{host} asks to see 1 preference</source>
   <translation>{host} wil 1 voorkeur zien</translation>
  </message>
  <message>
   <source>{host} asks to see {count} preferences</source>
   <translation>{host} wil {count} voorkeuren zien</translation>
  </message>
  <message>
   <source>This really comes from {host}.</source>
   <translation>Dit komt echt van {host}.</translation>
  </message>
  <message>
   <source>We checked who is asking</source>
   <translation>We weten wie dit vraagt</translation>
  </message>
  <message>
   <source>Not signed. We only know the address.</source>
   <translation>Niet ondertekend. We kennen alleen het adres.</translation>
  </message>
  <message>
   <source>We cannot check if a shop keeps its promises.</source>
   <translation>Of een winkel doet wat hij belooft, kunnen we niet controleren.</translation>
  </message>
  <message>
   <source>The shop’s page shows the same four digits. If not, share nothing.</source>
   <translation>De pagina van de winkel toont dezelfde vier cijfers. Zo niet, deel dan niets.</translation>
  </message>
  <message>
   <source>Everything starts off.</source>
   <translation>Alles staat eerst uit.</translation>
  </message>
  <message>
   <source>The shop asks for 1 thing.</source>
   <translation>De winkel vraagt om 1 ding.</translation>
  </message>
  <message>
   <source>The shop asks for {count} things.</source>
   <translation>De winkel vraagt om {count} dingen.</translation>
  </message>
  <message>
   <source>It says it needs none.</source>
   <translation>Niets is nodig, zegt de winkel.</translation>
  </message>
  <message>
   <source>It says it needs 1.</source>
   <translation>Eén is nodig, zegt de winkel.</translation>
  </message>
  <message>
   <source>It says it needs {count}.</source>
   <translation>Er zijn er {count} nodig, zegt de winkel.</translation>
  </message>
  <message>
   <source>A range is enough for this.</source>
   <translation>Ongeveer is hiervoor genoeg.</translation>
  </message>
  <message>
   <source>A category is enough for this.</source>
   <translation>De soort is hiervoor genoeg.</translation>
  </message>
  <message>
   <source>Uses this only {purpose}</source>
   <translation>Gebruikt dit alleen {purpose}</translation>
  </message>
  <message>
   <source>Uses each item only for what stands beside it</source>
   <translation>Gebruikt alles alleen voor wat erbij staat</translation>
  </message>
  <message>
   <source>Sends it to {country}. Its reason: “{words}”</source>
   <translation>Stuurt het naar {country}. De reden: ‘{words}’</translation>
  </message>
  <message>
   <source>Also collects {things}</source>
   <translation>Verzamelt ook {things}</translation>
  </message>
  <message>
   <source>This visit</source>
   <translation>Dit bezoek</translation>
  </message>
  <message>
   <source>1 day</source>
   <translation>1 dag</translation>
  </message>
  <message>
   <source>1 year</source>
   <translation>1 jaar</translation>
  </message>
  <message>
   <source>{days} days</source>
   <translation>{days} dagen</translation>
  </message>
  <message>
   <source>For this visit only. The shop may not keep it.</source>
   <translation>Alleen voor dit bezoek. De winkel mag het niet bewaren.</translation>
  </message>
  <message>
   <source>Ends by itself on {date}. You can stop any day.</source>
   <translation>Stopt vanzelf op {date}. Je kunt elke dag stoppen.</translation>
  </message>
  <message>
   <source>The shop asked for {time}.</source>
   <translation>De winkel vroeg om {time}.</translation>
  </message>
  <message>
   <source>For {count} purposes. Each item says which.</source>
   <translation>Voor {count} doelen. Bij elk staat welk.</translation>
  </message>
  <message>
   <source>Calls itself {name}</source>
   <translation>Noemt zich {name}</translation>
  </message>
  <message>
   <source>it has nothing from your vault now</source>
   <translation>heeft nu niets uit je kluis</translation>
  </message>
  <message>
   <source>it may have 1 thing from your vault</source>
   <translation>heeft misschien 1 ding uit je kluis</translation>
  </message>
  <message>
   <source>it may have {count} things from your vault</source>
   <translation>heeft misschien {count} dingen uit je kluis</translation>
  </message>
  <message>
   <source>{host} signed this request. A certificate proves that the address is its own.</source>
   <translation>{host} ondertekende dit verzoek. Een certificaat bewijst dat het adres van hem is.</translation>
  </message>
  <message>
   <source>Nobody signed this request. Your answer goes to {host}.</source>
   <translation>Niemand ondertekende dit verzoek. Je antwoord gaat naar {host}.</translation>
  </message>
  <message>
   <source>Responsible: {name}, {address}. Contact: {contact}</source>
   <translation>Verantwoordelijk: {name}, {address}. Contact: {contact}</translation>
  </message>
  <message>
   <source>Its page about privacy: {address}</source>
   <translation>Zijn pagina over privacy: {address}</translation>
  </message>
  <message>
   <source>It keeps proof that you agreed for 1 month.</source>
   <translation>Hij bewaart 1 maand bewijs dat je instemde.</translation>
  </message>
  <message>
   <source>It keeps proof that you agreed for {months} months.</source>
   <translation>Hij bewaart {months} maanden bewijs dat je instemde.</translation>
  </message>
  <message>
   <source>Meant for people of {age} and older.</source>
   <translation>Bedoeld voor mensen van {age} en ouder.</translation>
  </message>
  <message>
   <source>You can answer until {minute}.</source>
   <translation>Je kunt antwoorden tot {minute}.</translation>
  </message>
 </context>
 <context>
  <name>RestoredNote</name>
  <message>
   <source>Your vault is back, as it was on {moment}. What came later is not in it.</source>
   <translation>Je kluis is terug, zoals hij was op {moment}. Wat daarna kwam, zit er niet in.</translation>
  </message>
  <message>
   <source>Your new passphrase works from now on. Earlier backups still need the old one.</source>
   <translation>Je nieuwe wachtzin werkt vanaf nu. Eerdere reservekopieën vragen nog om de oude.</translation>
  </message>
  <message>
   <source>Make a new backup</source>
   <translation>Maak een nieuwe reservekopie</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Sluiten</translation>
  </message>
  <message>
   <source>Close this note</source>
   <translation>Sluit deze melding</translation>
  </message>
 </context>
 <context>
  <name>ReviewDayPart</name>
  <message>
   <source>There is nothing to look at now.</source>
   <translation>Er is nu niets om na te kijken.</translation>
  </message>
  <message>
   <source>Only you see this. Nothing is sent, and no shop gets a score.</source>
   <translation>Alleen jij ziet dit. Er wordt niets verstuurd en geen winkel krijgt een cijfer.</translation>
  </message>
 </context>
 <context>
  <name>ReviewDayWords</name>
  <message>
   <source>Ends within 30 days</source>
   <translation>Stopt binnen 30 dagen</translation>
  </message>
  <message>
   <source>It stops by itself. You do not have to do anything.</source>
   <translation>Het stopt vanzelf. Je hoeft niets te doen.</translation>
  </message>
  <message>
   <source>A shop has it, and it is old</source>
   <translation>Een winkel heeft het, en het is oud</translation>
  </message>
  <message>
   <source>You did not look at these for a year or more.</source>
   <translation>Hier keek je een jaar of langer niet naar.</translation>
  </message>
  <message>
   <source>What shops used</source>
   <translation>Wat winkels gebruikten</translation>
  </message>
  <message>
   <source>As the shop said when you asked it.</source>
   <translation>Zoals de winkel zei toen je het vroeg.</translation>
  </message>
  <message>
   <source>Older than a year</source>
   <translation>Ouder dan een jaar</translation>
  </message>
  <message>
   <source>No shop has these now.</source>
   <translation>Geen winkel heeft deze nu.</translation>
  </message>
  <message>
   <source>How fast shops deleted</source>
   <translation>Hoe snel winkels wisten</translation>
  </message>
  <message>
   <source>Counted from when the shop heard that you stopped.</source>
   <translation>Geteld vanaf het moment dat de winkel hoorde dat je stopte.</translation>
  </message>
  <message>
   <source>{name}: still right.</source>
   <translation>{name}: klopt nog.</translation>
  </message>
  <message>
   <source>And 1 more.</source>
   <translation>En nog 1.</translation>
  </message>
  <message>
   <source>And {count} more.</source>
   <translation>En nog {count}.</translation>
  </message>
  <message>
   <source>Shared {held}, used {used}.</source>
   <translation>Gedeeld: {held}, gebruikt: {used}.</translation>
  </message>
  <message>
   <source>You asked on {date}.</source>
   <translation>Je vroeg het op {date}.</translation>
  </message>
  <message>
   <source>Promised 1 day,</source>
   <translation>Beloofd: 1 dag,</translation>
  </message>
  <message>
   <source>Promised {count} days,</source>
   <translation>Beloofd: {count} dagen,</translation>
  </message>
  <message>
   <source>deleted within 1 day.</source>
   <translation>gewist binnen 1 dag.</translation>
  </message>
  <message>
   <source>deleted within {count} days.</source>
   <translation>gewist binnen {count} dagen.</translation>
  </message>
  <message>
   <source>Look at {host}</source>
   <translation>Bekijk {host}</translation>
  </message>
  <message>
   <source>Look</source>
   <translation>Bekijken</translation>
  </message>
  <message>
   <source>With 1 shop.</source>
   <translation>Bij 1 winkel.</translation>
  </message>
  <message>
   <source>With {count} shops.</source>
   <translation>Bij {count} winkels.</translation>
  </message>
  <message>
   <source>{name} is still right</source>
   <translation>{name} klopt nog</translation>
  </message>
  <message>
   <source>Still right</source>
   <translation>Klopt nog</translation>
  </message>
  <message>
   <source>Look at {name} and change it</source>
   <translation>Bekijk en verander {name}</translation>
  </message>
  <message>
   <source>Last looked at in {month}.</source>
   <translation>Het laatst bekeken in {month}.</translation>
  </message>
 </context>
 <context>
  <name>RowCopy</name>
  <message>
   <source>Copy ({keys})</source>
   <translation>Kopiëren ({keys})</translation>
  </message>
  <message>
   <source>Copy {name}</source>
   <translation>Kopieer {name}</translation>
  </message>
  <message>
   <source>Copied for 10 seconds</source>
   <translation>Gekopieerd voor 10 seconden</translation>
  </message>
  <message>
   <source>Copied</source>
   <translation>Gekopieerd</translation>
  </message>
 </context>
 <context>
  <name>SameAsLine</name>
  <message>
   <source>Choose the same</source>
   <translation>Kies hetzelfde</translation>
  </message>
 </context>
 <context>
  <name>SampleTable</name>
  <message>
   <source>First lines of the file</source>
   <translation>Eerste regels van het bestand</translation>
  </message>
 </context>
 <context>
  <name>ScaleEditor</name>
  <message>
   <source>Where you stand</source>
   <translation>Waar jij staat</translation>
  </message>
 </context>
 <context>
  <name>ScrollBars</name>
  <message>
   <source>Scroll up and down</source>
   <translation>Omhoog en omlaag schuiven</translation>
  </message>
  <message>
   <source>Scroll left and right</source>
   <translation>Naar links en rechts schuiven</translation>
  </message>
 </context>
 <context>
  <name>SealedDialog</name>
  <message>
   <source>What may the shop see?</source>
   <translation>Wat mag de winkel zien?</translation>
  </message>
  <message>
   <source>With this you say:</source>
   <translation>Hiermee zeg je:</translation>
  </message>
  <message>
   <source>Your passphrase</source>
   <translation>Je wachtzin</translation>
  </message>
  <message>
   <source>Keep it off</source>
   <translation>Uit laten</translation>
  </message>
  <message>
   <source>Share this item</source>
   <translation>Dit delen</translation>
  </message>
  <message>
   <source>Checking</source>
   <translation>We controleren</translation>
  </message>
 </context>
 <context>
  <name>SealedWords</name>
  <message>
   <source>Off, because this is about your health.</source>
   <translation>Staat uit, omdat dit over je gezondheid gaat.</translation>
  </message>
  <message>
   <source>Off, because this is about your money.</source>
   <translation>Staat uit, omdat dit over je geld gaat.</translation>
  </message>
  <message>
   <source>Off, because this is about your family.</source>
   <translation>Staat uit, omdat dit over je gezin gaat.</translation>
  </message>
  <message>
   <source>Off, because this is sealed in your vault.</source>
   <translation>Staat uit, omdat dit in je kluis verzegeld is.</translation>
  </message>
  <message>
   <source>The other item does not change.</source>
   <translation>Het andere verandert niet.</translation>
  </message>
  <message>
   <source>The other {count} items do not change.</source>
   <translation>De andere {count} veranderen niet.</translation>
  </message>
  <message>
   <source>Only this shop, only until {date}.</source>
   <translation>Alleen deze winkel, alleen tot {date}.</translation>
  </message>
  <message>
   <source>The shop says: {reason}</source>
   <translation>De winkel zegt: {reason}</translation>
  </message>
  <message>
   <source>Share “{name}” with {host}?</source>
   <translation>‘{name}’ delen met {host}?</translation>
  </message>
  <message>
   <source>Share {name} with {host} until {date}</source>
   <translation>{name} delen met {host} tot {date}</translation>
  </message>
 </context>
 <context>
  <name>SearchField</name>
  <message>
   <source>Clear</source>
   <translation>Wissen</translation>
  </message>
 </context>
 <context>
  <name>SecondColumn</name>
  <message>
   <source>Language</source>
   <translation>Taal</translation>
  </message>
  <message>
   <source>Appearance</source>
   <translation>Weergave</translation>
  </message>
  <message>
   <source>Links</source>
   <translation>Links</translation>
  </message>
  <message>
   <source>Status host</source>
   <translation>Statusdienst</translation>
  </message>
 </context>
 <context>
  <name>SecurityCard</name>
  <message>
   <source>After this time without you doing anything.</source>
   <translation>Na deze tijd zonder dat je iets doet.</translation>
  </message>
  <message>
   <source>This computer has no safe place for a key.</source>
   <translation>Deze computer heeft geen veilige plek voor een sleutel.</translation>
  </message>
  <message>
   <source>Its own key store keeps a key. Anyone who can sign in as you here can then open the vault. Sealed items still ask for the passphrase.</source>
   <translation>De sleutelbos van de computer bewaart een sleutel. Wie hier als jou kan inloggen, kan de kluis dan openen. Verzegelde onderdelen vragen nog steeds om de wachtzin.</translation>
  </message>
  <message>
   <source>Make new kit…</source>
   <translation>Nieuw blad maken…</translation>
  </message>
  <message>
   <source>Make a kit…</source>
   <translation>Blad maken…</translation>
  </message>
  <message>
   <source>Lock by itself</source>
   <translation>Vanzelf op slot</translation>
  </message>
  <message>
   <source>Lock with the screen, and in sleep</source>
   <translation>Op slot met het scherm, en bij slaapstand</translation>
  </message>
  <message>
   <source>Unlock with this computer</source>
   <translation>Openen met deze computer</translation>
  </message>
  <message>
   <source>Usual time of a share</source>
   <translation>Hoe lang je meestal deelt</translation>
  </message>
  <message>
   <source>Passphrase</source>
   <translation>Wachtzin</translation>
  </message>
  <message>
   <source>Recovery kit</source>
   <translation>Herstelblad</translation>
  </message>
  <message>
   <source>Delete this vault</source>
   <translation>Deze kluis verwijderen</translation>
  </message>
  <message>
   <source>Or less, if the shop asks for less. You choose for each request.</source>
   <translation>Of korter, als de winkel korter vraagt. Je kiest bij elk verzoek.</translation>
  </message>
  <message>
   <source>{days} days</source>
   <translation>{days} dagen</translation>
  </message>
  <message>
   <source>Change…</source>
   <translation>Wijzigen…</translation>
  </message>
  <message>
   <source>Change the passphrase</source>
   <translation>Wachtzin wijzigen</translation>
  </message>
  <message>
   <source>Delete…</source>
   <translation>Verwijderen…</translation>
  </message>
  <message>
   <source>Never</source>
   <translation>Nooit</translation>
  </message>
  <message>
   <source>1 minute</source>
   <translation>1 minuut</translation>
  </message>
  <message>
   <source>{minutes} minutes</source>
   <translation>{minutes} minuten</translation>
  </message>
 </context>
 <context>
  <name>SeenByPart</name>
  <message>
   <source>They keep what you gave them, also if you change this.</source>
   <translation>Ze houden wat je gaf, ook als je dit verandert.</translation>
  </message>
  <message>
   <source>1 shop sees this now</source>
   <translation>1 winkel ziet dit nu</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Stop</translation>
  </message>
  <message>
   <source>Stop sharing this with {host}</source>
   <translation>Stoppen met dit delen met {host}</translation>
  </message>
  <message>
   <source>{count} shops see this now</source>
   <translation>{count} winkels zien dit nu</translation>
  </message>
  <message>
   <source>Stop both</source>
   <translation>Stop beide</translation>
  </message>
  <message>
   <source>Stop all {count}</source>
   <translation>Stop alle {count}</translation>
  </message>
  <message>
   <source>Stop sharing this with {count} shops</source>
   <translation>Stoppen met dit delen met {count} winkels</translation>
  </message>
  <message>
   <source>New: {value}</source>
   <translation>Nieuw: {value}</translation>
  </message>
 </context>
 <context>
  <name>SegmentsEditor</name>
  <message>
   <source>Yes</source>
   <translation>Ja</translation>
  </message>
  <message>
   <source>No</source>
   <translation>Nee</translation>
  </message>
  <message>
   <source>Your answer</source>
   <translation>Jouw antwoord</translation>
  </message>
  <message>
   <source>Your choice</source>
   <translation>Jouw keuze</translation>
  </message>
 </context>
 <context>
  <name>SendCard</name>
  <message>
   <source>Save as PDF…</source>
   <translation>Bewaren als pdf…</translation>
  </message>
  <message>
   <source>Open in your mail program</source>
   <translation>Openen in je mailprogramma</translation>
  </message>
  <message>
   <source>Copy the text</source>
   <translation>Tekst kopiëren</translation>
  </message>
  <message>
   <source>Print…</source>
   <translation>Afdrukken…</translation>
  </message>
  <message>
   <source>You send it yourself. A saved file is not locked: anyone who has it can read it.</source>
   <translation>Je verstuurt hem zelf. Een bewaard bestand zit niet op slot: wie het heeft, kan het lezen.</translation>
  </message>
  <message>
   <source>Change when you sent it</source>
   <translation>Wijzigen wanneer je hem verstuurde</translation>
  </message>
  <message>
   <source>I sent it</source>
   <translation>Ik heb hem verstuurd</translation>
  </message>
  <message>
   <source>Save the letter (.pdf or .txt)</source>
   <translation>De brief bewaren (.pdf of .txt)</translation>
  </message>
 </context>
 <context>
  <name>SentPanel</name>
  <message>
   <source>Keep this</source>
   <translation>Bewaren</translation>
  </message>
  <message>
   <source>Keep when and how you sent it</source>
   <translation>Bewaren wanneer en hoe je hem verstuurde</translation>
  </message>
  <message>
   <source>When did you send it?</source>
   <translation>Wanneer verstuurde je hem?</translation>
  </message>
  <message>
   <source>How?</source>
   <translation>Hoe?</translation>
  </message>
 </context>
 <context>
  <name>SettingsKitPresenter</name>
  <message>
   <source>Type your passphrase first.</source>
   <translation>Typ eerst je wachtzin.</translation>
  </message>
  <message>
   <source>Checking your passphrase.</source>
   <translation>Je wachtzin wordt gecontroleerd.</translation>
  </message>
 </context>
 <context>
  <name>SettingsPresenter</name>
  <message>
   <source>Last changed on {date}.</source>
   <translation>Laatst gewijzigd op {date}.</translation>
  </message>
  <message>
   <source>You have no recovery kit.</source>
   <translation>Je hebt geen herstelblad.</translation>
  </message>
  <message>
   <source>Without one, only your passphrase opens your vault.</source>
   <translation>Zonder blad opent alleen je wachtzin je kluis.</translation>
  </message>
  <message>
   <source>Made and tested on {date}</source>
   <translation>Gemaakt en getest op {date}</translation>
  </message>
  <message>
   <source>Made on {date}, not tested</source>
   <translation>Gemaakt op {date}, niet getest</translation>
  </message>
  <message>
   <source>A new kit makes the old one useless.</source>
   <translation>Een nieuw blad maakt het oude onbruikbaar.</translation>
  </message>
 </context>
 <context>
  <name>SettingsView</name>
  <message>
   <source>Settings</source>
   <translation>Instellingen</translation>
  </message>
  <message>
   <source>Unlock with this computer</source>
   <translation>Openen met deze computer</translation>
  </message>
  <message>
   <source>Its own key store will keep a key to your vault. Type your passphrase to allow that.</source>
   <translation>De sleutelbos van de computer bewaart dan een sleutel van je kluis. Typ je wachtzin om dat toe te staan.</translation>
  </message>
  <message>
   <source>Turn on</source>
   <translation>Aanzetten</translation>
  </message>
  <message>
   <source>Make a recovery kit</source>
   <translation>Een herstelblad maken</translation>
  </message>
  <message>
   <source>Make the kit</source>
   <translation>Blad maken</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Terug</translation>
  </message>
  <message>
   <source>Recovery kit</source>
   <translation>Herstelblad</translation>
  </message>
  <message>
   <source>Security</source>
   <translation>Beveiliging</translation>
  </message>
  <message>
   <source>Whoever has its page can open your vault. Type your passphrase to make one.</source>
   <translation>Wie dat blad heeft, kan je kluis openen. Typ je wachtzin om er een te maken.</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>Klaar</translation>
  </message>
  <message>
   <source>Changes are saved right away.</source>
   <translation>Wijzigingen worden meteen bewaard.</translation>
  </message>
 </context>
 <context>
  <name>SheetBar</name>
  <message>
   <source>Print A6…</source>
   <translation>Print op A6…</translation>
  </message>
  <message>
   <source>Save as file…</source>
   <translation>Bewaar als bestand…</translation>
  </message>
  <message>
   <source>Save as file (.pdf or .html)</source>
   <translation>Bewaren als bestand (.pdf of .html)</translation>
  </message>
 </context>
 <context>
  <name>SheetBody</name>
  <message>
   <source>It says where your copy is, and what each shop confirmed. Stop codes are on it.</source>
   <translation>Erop staat waar je kopie is en wat elke winkel bevestigde. De stopcodes ook.</translation>
  </message>
  <message>
   <source>Write the sheet</source>
   <translation>Schrijf het blad</translation>
  </message>
 </context>
 <context>
  <name>SheetPresenter</name>
  <message>
   <source>Sent to the printer.</source>
   <translation>Naar de printer gestuurd.</translation>
  </message>
  <message>
   <source>The printer did not take the page. Save it as a file.</source>
   <translation>De printer nam de pagina niet aan. Bewaar hem als bestand.</translation>
  </message>
  <message>
   <source>Saved as {file}. This file is not locked.</source>
   <translation>Bewaard als {file}. Dit bestand zit niet op slot.</translation>
  </message>
  <message>
   <source>Drawing the page.</source>
   <translation>De pagina wordt getekend.</translation>
  </message>
 </context>
 <context>
  <name>ShopCard</name>
  <message>
   <source>Stop sharing</source>
   <translation>Stoppen met delen</translation>
  </message>
  <message>
   <source>A letter is ready.</source>
   <translation>Er ligt een brief klaar.</translation>
  </message>
  <message>
   <source>Open letter</source>
   <translation>Brief openen</translation>
  </message>
  <message>
   <source>Open the letter to {host}</source>
   <translation>De brief aan {host} openen</translation>
  </message>
  <message>
   <source>You agreed on</source>
   <translation>Je stemde in op</translation>
  </message>
  <message>
   <source>The shop promised</source>
   <translation>De winkel beloofde</translation>
  </message>
  <message>
   <source>{code}. With it you can stop there, without your vault.</source>
   <translation>{code}. Daarmee kun je daar stoppen, zonder je kluis.</translation>
  </message>
  <message>
   <source>Code for this shop</source>
   <translation>Code voor deze winkel</translation>
  </message>
  <message>
   <source>Write a letter to this shop</source>
   <translation>Een brief aan deze winkel schrijven</translation>
  </message>
  <message>
   <source>Write a letter to {host}</source>
   <translation>Een brief aan {host} schrijven</translation>
  </message>
  <message>
   <source>Your rights</source>
   <translation>Je rechten</translation>
  </message>
  <message>
   <source>Open receipt</source>
   <translation>Bewijs openen</translation>
  </message>
 </context>
 <context>
  <name>ShopSteps</name>
  <message>
   <source>1. You stop</source>
   <translation>1. Je stopt</translation>
  </message>
  <message>
   <source>It counts at once.</source>
   <translation>Het geldt meteen.</translation>
  </message>
  <message>
   <source>2. The shop hears it</source>
   <translation>2. De winkel hoort het</translation>
  </message>
  <message>
   <source>We tell the shop in 10 seconds. Once it knows, it must stop.</source>
   <translation>We melden het over 10 seconden. Zodra de winkel het weet, moet die stoppen.</translation>
  </message>
  <message>
   <source>3. The shop answers</source>
   <translation>3. De winkel antwoordt</translation>
  </message>
  <message>
   <source>You see here when it says it deleted all.</source>
   <translation>Hier zie je wanneer de winkel zegt dat alles gewist is.</translation>
  </message>
 </context>
 <context>
  <name>ShopsView</name>
  <message>
   <source>Shops</source>
   <translation>Winkels</translation>
  </message>
  <message>
   <source>List</source>
   <translation>Lijst</translation>
  </message>
  <message>
   <source>Who holds what</source>
   <translation>Wie heeft wat</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Terug</translation>
  </message>
  <message>
   <source>Details of the shop</source>
   <translation>Over deze winkel</translation>
  </message>
  <message>
   <source>Who holds what. An empty cell means: not shared.</source>
   <translation>Wie heeft wat. Een leeg vak betekent: niet gedeeld.</translation>
  </message>
 </context>
 <context>
  <name>ShopsWords</name>
  <message>
   <source>1 shop holds something now.</source>
   <translation>1 winkel heeft nu iets van je.</translation>
  </message>
  <message>
   <source>{count} shops hold something now.</source>
   <translation>{count} winkels hebben nu iets van je.</translation>
  </message>
  <message>
   <source>1 has not confirmed yet that it deleted your data.</source>
   <translation>1 winkel heeft het wissen nog niet bevestigd.</translation>
  </message>
  <message>
   <source>{count} have not confirmed yet that they deleted your data.</source>
   <translation>{count} winkels hebben het wissen nog niet bevestigd.</translation>
  </message>
  <message>
   <source>Hold something now</source>
   <translation>Hebben nu iets</translation>
  </message>
  <message>
   <source>Stopped</source>
   <translation>Gestopt</translation>
  </message>
  <message>
   <source>Hold nothing</source>
   <translation>Hebben niets</translation>
  </message>
  <message>
   <source>Ended by itself on {date}</source>
   <translation>Vanzelf gestopt op {date}</translation>
  </message>
  <message>
   <source>May not ask you again</source>
   <translation>Mag je niets meer vragen</translation>
  </message>
  <message>
   <source>Holds nothing</source>
   <translation>Heeft niets</translation>
  </message>
  <message>
   <source>Stop sharing with {host}</source>
   <translation>Stoppen met delen met {host}</translation>
  </message>
  <message>
   <source>“{name}” ({country})</source>
   <translation>‘{name}’ ({country})</translation>
  </message>
  <message>
   <source>Lets {name} handle it.</source>
   <translation>Laat {name} ermee werken.</translation>
  </message>
  <message>
   <source>Passes it on to {name}.</source>
   <translation>Geeft het door aan {name}.</translation>
  </message>
  <message>
   <source>Gives nothing to other companies.</source>
   <translation>Geeft niets aan andere bedrijven.</translation>
  </message>
  <message>
   <source>Deletes within 1 day after you stop.</source>
   <translation>Wist binnen 1 dag nadat je stopt.</translation>
  </message>
  <message>
   <source>Deletes within {days} days after you stop.</source>
   <translation>Wist binnen {days} dagen nadat je stopt.</translation>
  </message>
  <message>
   <source>For this visit only</source>
   <translation>Alleen voor dit bezoek</translation>
  </message>
  <message>
   <source>Active until {date}</source>
   <translation>Actief tot {date}</translation>
  </message>
  <message>
   <source>Ends today</source>
   <translation>Stopt vandaag</translation>
  </message>
  <message>
   <source>Ends tomorrow</source>
   <translation>Stopt morgen</translation>
  </message>
  <message>
   <source>Ends in {days} days</source>
   <translation>Stopt over {days} dagen</translation>
  </message>
  <message>
   <source>Stopped. Shop not reached yet, trying again {moment}</source>
   <translation>Gestopt. De winkel is nog niet bereikt, nieuwe poging {moment}</translation>
  </message>
  <message>
   <source>Stopped. The shop hears it in a moment.</source>
   <translation>Gestopt. De winkel hoort het zo.</translation>
  </message>
  <message>
   <source>Stopped. Shop told, answer not here yet</source>
   <translation>Gestopt. De winkel weet het, het antwoord is er nog niet</translation>
  </message>
  <message>
   <source>Stopped. On {date} the shop said it is deleted.</source>
   <translation>Gestopt. Op {date} meldde de winkel dat het gewist is.</translation>
  </message>
  <message>
   <source>Stopped at the shop itself on {date}, without your vault.</source>
   <translation>Gestopt bij de winkel zelf op {date}, zonder je kluis.</translation>
  </message>
  <message>
   <source>On {date} the shop deleted it. It had not used it for long.</source>
   <translation>Op {date} wiste de winkel het. Die had het lang niet gebruikt.</translation>
  </message>
  <message>
   <source>Stopped. No answer in time</source>
   <translation>Gestopt. Geen antwoord op tijd</translation>
  </message>
  <message>
   <source>today</source>
   <translation>vandaag</translation>
  </message>
  <message>
   <source>tomorrow</source>
   <translation>morgen</translation>
  </message>
  <message>
   <source>{day} {time}</source>
   <translation>{day} om {time}</translation>
  </message>
  <message>
   <source>Calls itself {name}</source>
   <translation>Noemt zich {name}</translation>
  </message>
  <message>
   <source>Not signed. We only know the address.</source>
   <translation>Niet getekend. We kennen alleen het adres.</translation>
  </message>
  <message>
   <source>It may not ask you again.</source>
   <translation>De winkel mag je niets meer vragen.</translation>
  </message>
  <message>
   <source>Ends on {day}. It stops by itself. You do not have to do anything.</source>
   <translation>Stopt op {day}. Het stopt vanzelf. Je hoeft niets te doen.</translation>
  </message>
  <message>
   <source>The first ends on {day}. It stops by itself. You do not have to do anything.</source>
   <translation>Het eerste stopt op {day}. Het stopt vanzelf. Je hoeft niets te doen.</translation>
  </message>
  <message>
   <source>It stops by itself. You do not have to do anything.</source>
   <translation>Het stopt vanzelf. Je hoeft niets te doen.</translation>
  </message>
  <message>
   <source>Your no. It holds until {date}, also when you stop.</source>
   <translation>Jouw nee. Dat geldt tot {date}, ook als je stopt.</translation>
  </message>
  <message>
   <source>For somebody else.</source>
   <translation>Voor iemand anders.</translation>
  </message>
  <message>
   <source>Stop sharing {item} with {host}</source>
   <translation>Stoppen met delen van {item} met {host}</translation>
  </message>
  <message>
   <source>“{words}”</source>
   <translation>‘{words}’</translation>
  </message>
  <message>
   <source>No shop holds anything now.</source>
   <translation>Geen enkele winkel heeft nu iets.</translation>
  </message>
  <message>
   <source>It keeps proof that you agreed.</source>
   <translation>Het bewijs van je toestemming blijft.</translation>
  </message>
  <message>
   <source>{date}, for that visit only.</source>
   <translation>{date}, alleen voor dat bezoek.</translation>
  </message>
  <message>
   <source>{date}, for 1 year.</source>
   <translation>{date}, voor 1 jaar.</translation>
  </message>
  <message>
   <source>{date}, for {days} days.</source>
   <translation>{date}, voor {days} dagen.</translation>
  </message>
  <message>
   <source>Open receipt of {date}</source>
   <translation>Bewijs van {date} openen</translation>
  </message>
 </context>
 <context>
  <name>SidePart</name>
  <message>
   <source>Ends soon</source>
   <translation>Stopt binnenkort</translation>
  </message>
  <message>
   <source>One suggestion</source>
   <translation>Eén suggestie</translation>
  </message>
  <message>
   <source>Sealed</source>
   <translation>Verzegeld</translation>
  </message>
  <message>
   <source>It stops by itself. You do not have to do anything.</source>
   <translation>Het stopt vanzelf. Je hoeft niets te doen.</translation>
  </message>
  <message>
   <source>Still right</source>
   <translation>Klopt nog</translation>
  </message>
  <message>
   <source>Change it</source>
   <translation>Veranderen</translation>
  </message>
  <message>
   <source>Hide</source>
   <translation>Verbergen</translation>
  </message>
  <message>
   <source>Look everything over</source>
   <translation>Alles even nakijken</translation>
  </message>
 </context>
 <context>
  <name>SizeEditor</name>
  <message>
   <source>{name}, size system</source>
   <translation>{name}, maatsysteem</translation>
  </message>
  <message>
   <source>{name}, size</source>
   <translation>{name}, maat</translation>
  </message>
  <message>
   <source>Your size</source>
   <translation>Jouw maat</translation>
  </message>
 </context>
 <context>
  <name>SizeElsewhere</name>
  <message>
   <source>Size help</source>
   <translation>Maathulp</translation>
  </message>
  <message>
   <source>Elsewhere: {sizes}</source>
   <translation>Elders: {sizes}</translation>
  </message>
 </context>
 <context>
  <name>SizesView</name>
  <message>
   <source>Size help</source>
   <translation>Maathulp</translation>
  </message>
  <message>
   <source>What your size is called elsewhere, and at your brands.</source>
   <translation>Hoe je maat elders heet, en bij jouw merken.</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Terug</translation>
  </message>
  <message>
   <source>Letters</source>
   <translation>Letters</translation>
  </message>
  <message>
   <source>your size</source>
   <translation>jouw maat</translation>
  </message>
  <message>
   <source>Sizes</source>
   <translation>Maten</translation>
  </message>
  <message>
   <source>Brands differ. Half a size up or down is common.</source>
   <translation>Merken verschillen. Een halve maat meer of minder is gewoon.</translation>
  </message>
  <message>
   <source>Your size: {size}</source>
   <translation>Jouw maat: {size}</translation>
  </message>
  <message>
   <source>Where this comes from: {source}</source>
   <translation>Waar dit vandaan komt: {source}</translation>
  </message>
  <message>
   <source>What is it for?</source>
   <translation>Waar is het voor?</translation>
  </message>
  <message>
   <source>My size at brands</source>
   <translation>Mijn maat bij merken</translation>
  </message>
 </context>
 <context>
  <name>StatusHostCard</name>
  <message>
   <source>Name of the host</source>
   <translation>Naam van de dienst</translation>
  </message>
  <message>
   <source>Shops can look there if a share still counts. Empty means none.</source>
   <translation>Winkels kunnen daar zien of wat je deelt nog telt. Leeg is geen.</translation>
  </message>
  <message>
   <source>The status host sees codes, times and internet addresses.</source>
   <translation>De statusdienst ziet codes, tijden en internetadressen.</translation>
  </message>
  <message>
   <source>A host that few people use lets shops recognise you.</source>
   <translation>Aan een dienst met weinig mensen kunnen winkels je herkennen.</translation>
  </message>
 </context>
 <context>
  <name>StatusHostPresenter</name>
  <message>
   <source>You use no status host.</source>
   <translation>Je gebruikt geen statusdienst.</translation>
  </message>
  <message>
   <source>Your vault asks for codes soon, at random times.</source>
   <translation>Je kluis vraagt straks codes, op willekeurige momenten.</translation>
  </message>
  <message>
   <source>Codes that wait for your next shares: {count}</source>
   <translation>Codes die wachten op wat je hierna deelt: {count}</translation>
  </message>
 </context>
 <context>
  <name>StepRow</name>
  <message>
   <source>Done</source>
   <translation>Klaar</translation>
  </message>
  <message>
   <source>Now</source>
   <translation>Nu</translation>
  </message>
  <message>
   <source>Later</source>
   <translation>Later</translation>
  </message>
  <message>
   <source>Step {number} of {count}: {name}. {mark}.</source>
   <translation>Stap {number} van {count}: {name}. {mark}.</translation>
  </message>
 </context>
 <context>
  <name>Steps</name>
  <message>
   <source>Step {number} of {count}: {name}</source>
   <translation>Stap {number} van {count}: {name}</translation>
  </message>
 </context>
 <context>
  <name>StopAllPart</name>
  <message>
   <source>Stop with every shop</source>
   <translation>Stoppen bij elke winkel</translation>
  </message>
 </context>
 <context>
  <name>StopAllPresenter</name>
  <message>
   <source>Ends what {count} shops may use now.</source>
   <translation>Beëindigt wat {count} winkels nu mogen gebruiken.</translation>
  </message>
  <message>
   <source>Your no to being contacted stays.</source>
   <translation>Je nee tegen contact blijft.</translation>
  </message>
  <message>
   <source>Your vault cannot tell {hosts}. Write to that shop yourself.</source>
   <translation>Je kluis kan {hosts} niet bereiken. Schrijf die winkel zelf.</translation>
  </message>
  <message>
   <source>Your vault cannot tell {hosts}. Write to them yourself.</source>
   <translation>Je kluis kan {hosts} niet bereiken. Schrijf ze zelf.</translation>
  </message>
 </context>
 <context>
  <name>StopBody</name>
  <message>
   <source>Stop everything</source>
   <translation>Stop alles</translation>
  </message>
  <message>
   <source>These shops use something of you. Once you stop, they may not.</source>
   <translation>Deze winkels gebruiken iets van je. Stop je, dan mag dat niet meer.</translation>
  </message>
  <message>
   <source>No shop uses anything of you now.</source>
   <translation>Geen winkel gebruikt nu iets van je.</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>Ga door</translation>
  </message>
 </context>
 <context>
  <name>TextEditor</name>
  <message>
   <source>Your words</source>
   <translation>Jouw woorden</translation>
  </message>
 </context>
 <context>
  <name>TopicChoice</name>
  <message>
   <source>Topics</source>
   <translation>Onderwerpen</translation>
  </message>
  <message>
   <source>Sealed: {topic}</source>
   <translation>Verzegeld: {topic}</translation>
  </message>
 </context>
 <context>
  <name>TopicList</name>
  <message>
   <source>Sealed</source>
   <translation>Verzegeld</translation>
  </message>
  <message>
   <source>Topics</source>
   <translation>Onderwerpen</translation>
  </message>
 </context>
 <context>
  <name>TotalPart</name>
  <message>
   <source>What this shop knows in total</source>
   <translation>Wat deze winkel in totaal weet</translation>
  </message>
  <message>
   <source>{item}, {step}</source>
   <translation>{item}, {step}</translation>
  </message>
  <message>
   <source>Your vault wrote this down itself.</source>
   <translation>Dit heeft je kluis zelf bijgehouden.</translation>
  </message>
  <message>
   <source>What you told the shop yourself is not in it.</source>
   <translation>Wat je de winkel zelf vertelde, staat er niet bij.</translation>
  </message>
 </context>
 <context>
  <name>TotalWords</name>
  <message>
   <source>Together they say more.</source>
   <translation>Samen zeggen ze meer.</translation>
  </message>
  <message>
   <source>1 more is in the history.</source>
   <translation>Nog 1 staat in de geschiedenis.</translation>
  </message>
  <message>
   <source>{count} more are in the history.</source>
   <translation>Nog {count} staan in de geschiedenis.</translation>
  </message>
  <message>
   <source>It was sent 1 thing.</source>
   <translation>De winkel kreeg 1 ding.</translation>
  </message>
  <message>
   <source>It was sent {count} things.</source>
   <translation>De winkel kreeg {count} dingen.</translation>
  </message>
  <message>
   <source>It may still have that.</source>
   <translation>Dat kan hij nog hebben.</translation>
  </message>
  <message>
   <source>It may still have all of them.</source>
   <translation>Hij kan ze allemaal nog hebben.</translation>
  </message>
  <message>
   <source>It may still have {there}.</source>
   <translation>Hij kan er nog {there} hebben.</translation>
  </message>
  <message>
   <source>As far as we know, nothing is left.</source>
   <translation>Voor zover we weten, is er niets meer over.</translation>
  </message>
  <message>
   <source>For somebody else.</source>
   <translation>Voor iemand anders.</translation>
  </message>
  <message>
   <source>Sent {count} times.</source>
   <translation>{count} keer gestuurd.</translation>
  </message>
  <message>
   <source>It has this now.</source>
   <translation>Dit heeft hij nu.</translation>
  </message>
  <message>
   <source>It may still have this.</source>
   <translation>Dit kan hij nog hebben.</translation>
  </message>
  <message>
   <source>Ended by itself on {date}.</source>
   <translation>Vanzelf gestopt op {date}.</translation>
  </message>
  <message>
   <source>Deleted, says the shop.</source>
   <translation>Gewist, zegt de winkel.</translation>
  </message>
 </context>
 <context>
  <name>UndoBar</name>
  <message>
   <source>Undo</source>
   <translation>Ongedaan maken</translation>
  </message>
  <message>
   <source>Stop sharing</source>
   <translation>Stoppen met delen</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Stop</translation>
  </message>
 </context>
 <context>
  <name>UndoOffer</name>
  <message>
   <source>You stopped sharing with {hosts}.</source>
   <translation>Gestopt bij {hosts}.</translation>
  </message>
  <message>
   <source>We tell the shop in 10 seconds.</source>
   <translation>We melden het over 10 seconden.</translation>
  </message>
  <message>
   <source>You stopped sharing with {count} shops.</source>
   <translation>Je stopte met delen met {count} winkels.</translation>
  </message>
  <message>
   <source>We tell them in 10 seconds.</source>
   <translation>We melden het over 10 seconden.</translation>
  </message>
  <message>
   <source>Not to be undone: {hosts}.</source>
   <translation>Niet terug te nemen: {hosts}.</translation>
  </message>
  <message>
   <source>Earlier values stay in the history of your vault.</source>
   <translation>Oudere waarden blijven in de geschiedenis van je kluis.</translation>
  </message>
  <message>
   <source>1 shop keeps it until you stop or it ends.</source>
   <translation>1 winkel houdt het tot je stopt of het afloopt.</translation>
  </message>
  <message>
   <source>Deleted: {name}.</source>
   <translation>Verwijderd: {name}.</translation>
  </message>
  <message>
   <source>{count} shops keep it until you stop or it ends.</source>
   <translation>{count} winkels houden het tot je stopt of het afloopt.</translation>
  </message>
 </context>
 <context>
  <name>UnlockPresenter</name>
  <message>
   <source>One shop hears that you stopped when you open your vault.</source>
   <translation>Eén winkel hoort dat je stopte zodra je je kluis opent.</translation>
  </message>
  <message>
   <source>{count} shops hear that you stopped when you open your vault.</source>
   <translation>{count} winkels horen dat je stopte zodra je je kluis opent.</translation>
  </message>
  <message>
   <source>Your vault is not in {folder} now. Connect its disk, then unlock.</source>
   <translation>Je kluis is nu niet in {folder}. Sluit de schijf aan en open dan.</translation>
  </message>
  <message>
   <source>Type your passphrase first.</source>
   <translation>Typ eerst je wachtzin.</translation>
  </message>
  <message>
   <source>It is locked. Your passphrase opens it.</source>
   <translation>Hij zit op slot. Je wachtzin opent hem.</translation>
  </message>
  <message>
   <source>Locked at {time}, after you pressed Lock now.</source>
   <translation>Op slot sinds {time}, nadat je op ‘Nu op slot’ drukte.</translation>
  </message>
  <message>
   <source>Locked at {time}, together with your screen.</source>
   <translation>Op slot sinds {time}, samen met je scherm.</translation>
  </message>
  <message>
   <source>Locked at {time}, when nobody used this computer.</source>
   <translation>Op slot sinds {time}, toen niemand deze computer gebruikte.</translation>
  </message>
  <message>
   <source>Locked at {time}, before this computer went to sleep.</source>
   <translation>Op slot sinds {time}, vlak voor deze computer in slaap ging.</translation>
  </message>
  <message>
   <source>Locked at {time}, after 1 minute without use.</source>
   <translation>Op slot sinds {time}, na 1 minuut zonder gebruik.</translation>
  </message>
  <message>
   <source>Locked at {time}, after {minutes} minutes without use.</source>
   <translation>Op slot sinds {time}, na {minutes} minuten zonder gebruik.</translation>
  </message>
  <message>
   <source>Locked at {time}, after a problem.</source>
   <translation>Op slot sinds {time}, na een probleem.</translation>
  </message>
 </context>
 <context>
  <name>UnlockView</name>
  <message>
   <source>The shutters are closed</source>
   <translation>De luiken zijn dicht</translation>
  </message>
  <message>
   <source>While your vault is locked, no preference is read and nothing new is shared.</source>
   <translation>Zolang je kluis op slot is, wordt er niets gelezen en niets nieuws gedeeld.</translation>
  </message>
  <message>
   <source>Open your vault</source>
   <translation>Open je kluis</translation>
  </message>
  <message>
   <source>See what can be saved</source>
   <translation>Kijk wat er te redden is</translation>
  </message>
  <message>
   <source>Passphrase</source>
   <translation>Wachtzin</translation>
  </message>
  <message>
   <source>Unlock</source>
   <translation>Openen</translation>
  </message>
  <message>
   <source>Unlock with this computer</source>
   <translation>Openen met deze computer</translation>
  </message>
  <message>
   <source>Opening your vault. This takes a moment.</source>
   <translation>Je kluis gaat open. Dat duurt even.</translation>
  </message>
  <message>
   <source>Forgot your passphrase?</source>
   <translation>Wachtzin vergeten?</translation>
  </message>
  <message>
   <source>Use your recovery kit</source>
   <translation>Gebruik je herstelblad</translation>
  </message>
  <message>
   <source>New computer?</source>
   <translation>Nieuwe computer?</translation>
  </message>
  <message>
   <source>Open a backup</source>
   <translation>Open een reservekopie</translation>
  </message>
  <message>
   <source>This computer may ask you something. You can also type your passphrase.</source>
   <translation>Deze computer kan je iets vragen. Je wachtzin typen kan ook.</translation>
  </message>
 </context>
 <context>
  <name>VaultCare</name>
  <message>
   <source>Your history was changed, or a part of it is missing.</source>
   <translation>Je geschiedenis is veranderd, of er ontbreekt een stuk.</translation>
  </message>
  <message>
   <source>Not everything in your vault fits together. Activity says what.</source>
   <translation>Niet alles in je kluis klopt met elkaar. Bij Activiteit staat wat.</translation>
  </message>
  <message>
   <source>Your vault is damaged. No new backup is made of it.</source>
   <translation>Je kluis is beschadigd. Er komt geen nieuwe reservekopie van.</translation>
  </message>
 </context>
 <context>
  <name>VaultChoice</name>
  <message>
   <source>Another vault</source>
   <translation>Andere kluis</translation>
  </message>
  <message>
   <source>Open another vault</source>
   <translation>Een andere kluis openen</translation>
  </message>
  <message>
   <source>Vault in the folder “{name}”</source>
   <translation>Kluis in de map ‘{name}’</translation>
  </message>
  <message>
   <source>Vaults</source>
   <translation>Kluizen</translation>
  </message>
  <message>
   <source>not there now</source>
   <translation>nu niet aanwezig</translation>
  </message>
 </context>
 <context>
  <name>WaitingPart</name>
  <message>
   <source>No shop waits for you. You have nothing to do.</source>
   <translation>Geen winkel wacht op je. Je hoeft niets te doen.</translation>
  </message>
  <message>
   <source>Waiting for your answer</source>
   <translation>Wacht op jouw antwoord</translation>
  </message>
  <message>
   <source>Share nothing</source>
   <translation>Niets delen</translation>
  </message>
  <message>
   <source>Look and choose</source>
   <translation>Bekijken en kiezen</translation>
  </message>
  <message>
   <source>Look</source>
   <translation>Bekijken</translation>
  </message>
 </context>
 <context>
  <name>WelcomeKit</name>
  <message>
   <source>A spare key, on paper</source>
   <translation>Een reservesleutel, op papier</translation>
  </message>
  <message>
   <source>Keep it where you keep your passport. Not on this computer, not in your email.</source>
   <translation>Bewaar het bij je paspoort. Niet op deze computer, niet in je mail.</translation>
  </message>
  <message>
   <source>Next: ready</source>
   <translation>Verder: klaar</translation>
  </message>
 </context>
 <context>
  <name>WelcomePage</name>
  <message>
   <source>Passphrase</source>
   <translation>Wachtzin</translation>
  </message>
  <message>
   <source>Recovery kit</source>
   <translation>Herstelblad</translation>
  </message>
  <message>
   <source>Ready</source>
   <translation>Klaar</translation>
  </message>
 </context>
 <context>
  <name>WelcomePresenter</name>
  <message>
   <source>This is not the same. Type it again.</source>
   <translation>Dit is niet hetzelfde. Typ hem opnieuw.</translation>
  </message>
 </context>
 <context>
  <name>WelcomeReady</name>
  <message>
   <source>Your house, your shutters</source>
   <translation>Jouw huis, jouw luiken</translation>
  </message>
  <message>
   <source>Everything starts closed. You open what you like.</source>
   <translation>Alles is eerst dicht. Jij opent wat je wilt.</translation>
  </message>
  <message>
   <source>Your vault is ready</source>
   <translation>Je kluis is klaar</translation>
  </message>
  <message>
   <source>Open my vault</source>
   <translation>Open mijn kluis</translation>
  </message>
  <message>
   <source>Your recovery kit works. Keep the paper safe.</source>
   <translation>Je herstelblad werkt. Bewaar het papier goed.</translation>
  </message>
  <message>
   <source>You did not check a recovery kit. Do it in Settings.</source>
   <translation>Je hebt geen herstelblad gecontroleerd. Doe dat bij Instellingen.</translation>
  </message>
  <message>
   <source>This computer opens it too.</source>
   <translation>Deze computer opent hem ook.</translation>
  </message>
  <message>
   <source>Add what you like, or wait until a shop asks.</source>
   <translation>Vul in wat je wilt, of wacht tot een winkel iets vraagt.</translation>
  </message>
  <message>
   <source>Your passphrase opens it. Only you know it.</source>
   <translation>Je wachtzin opent hem. Alleen jij kent die.</translation>
  </message>
  <message>
   <source>This computer does not open it yet. You can try it in Settings.</source>
   <translation>Deze computer opent hem nog niet. Probeer het bij Instellingen.</translation>
  </message>
 </context>
 <context>
  <name>WelcomeView</name>
  <message>
   <source>Choose a passphrase</source>
   <translation>Kies een wachtzin</translation>
  </message>
  <message>
   <source>Passphrase</source>
   <translation>Wachtzin</translation>
  </message>
  <message>
   <source>Making your vault. This takes a moment.</source>
   <translation>Je kluis wordt gemaakt. Dat duurt even.</translation>
  </message>
  <message>
   <source>Your preferences are yours</source>
   <translation>Je voorkeuren zijn van jou</translation>
  </message>
  <message>
   <source>Next: recovery kit</source>
   <translation>Verder: herstelblad</translation>
  </message>
  <message>
   <source>New computer?</source>
   <translation>Nieuwe computer?</translation>
  </message>
  <message>
   <source>Open a backup</source>
   <translation>Open een reservekopie</translation>
  </message>
  <message>
   <source>They are kept on this computer, locked.</source>
   <translation>Ze staan op deze computer, op slot.</translation>
  </message>
  <message>
   <source>You choose what each shop may see.</source>
   <translation>Jij kiest wat elke winkel mag zien.</translation>
  </message>
  <message>
   <source>You can say no, and stop any day.</source>
   <translation>Je kunt nee zeggen, en elke dag stoppen.</translation>
  </message>
  <message>
   <source>Only you know it. It locks everything in your vault.</source>
   <translation>Alleen jij kent hem. Hij doet alles in je kluis op slot.</translation>
  </message>
  <message>
   <source>Are you under 16? Ask a parent first.</source>
   <translation>Ben je jonger dan 16? Vraag het eerst aan een ouder.</translation>
  </message>
 </context>
 <context>
  <name>WhomCard</name>
  <message>
   <source>For whom?</source>
   <translation>Voor wie?</translation>
  </message>
 </context>
 <context>
  <name>WhyAsked</name>
  <message>
   <source>This is about your health, so we ask for your passphrase each time.</source>
   <translation>Dit gaat over je gezondheid. Daarom vragen we elke keer je wachtzin.</translation>
  </message>
  <message>
   <source>This is about your money, so we ask for your passphrase each time.</source>
   <translation>Dit gaat over je geld. Daarom vragen we elke keer je wachtzin.</translation>
  </message>
  <message>
   <source>This is about your family, so we ask for your passphrase each time.</source>
   <translation>Dit gaat over je gezin. Daarom vragen we elke keer je wachtzin.</translation>
  </message>
  <message>
   <source>This is sealed, so we ask for your passphrase each time.</source>
   <translation>Dit is verzegeld. Daarom vragen we elke keer je wachtzin.</translation>
  </message>
 </context>
 <context>
  <name>WindowFrame</name>
  <message>
   <source>Overview</source>
   <translation>Overzicht</translation>
  </message>
  <message>
   <source>Requests</source>
   <translation>Verzoeken</translation>
  </message>
  <message>
   <source>Preferences</source>
   <translation>Voorkeuren</translation>
  </message>
  <message>
   <source>Shops</source>
   <translation>Winkels</translation>
  </message>
  <message>
   <source>Activity</source>
   <translation>Activiteit</translation>
  </message>
  <message>
   <source>Your data</source>
   <translation>Jouw gegevens</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Instellingen</translation>
  </message>
 </context>
 <context>
  <name>WishCard</name>
  <message>
   <source>Save</source>
   <translation>Bewaren</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Annuleren</translation>
  </message>
  <message>
   <source>Change this wish</source>
   <translation>Deze wens wijzigen</translation>
  </message>
  <message>
   <source>A new wish</source>
   <translation>Een nieuwe wens</translation>
  </message>
  <message>
   <source>Me</source>
   <translation>Mezelf</translation>
  </message>
  <message>
   <source>Does not matter</source>
   <translation>Maakt niet uit</translation>
  </message>
  <message>
   <source>What</source>
   <translation>Wat</translation>
  </message>
  <message>
   <source>For whom?</source>
   <translation>Voor wie?</translation>
  </message>
  <message>
   <source>About what price</source>
   <translation>Ongeveer welke prijs</translation>
  </message>
  <message>
   <source>Where you saw it, if you like</source>
   <translation>Waar je het zag, als je wilt</translation>
  </message>
  <message>
   <source>Note, if you like</source>
   <translation>Notitie, als je wilt</translation>
  </message>
 </context>
 <context>
  <name>WishRow</name>
  <message>
   <source>{name} is done</source>
   <translation>{name} is klaar</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>Klaar</translation>
  </message>
  <message>
   <source>Copy {name}</source>
   <translation>{name} kopiëren</translation>
  </message>
  <message>
   <source>Change {name}</source>
   <translation>{name} wijzigen</translation>
  </message>
  <message>
   <source>Remove {name}</source>
   <translation>{name} verwijderen</translation>
  </message>
 </context>
 <context>
  <name>WishesPresenter</name>
  <message>
   <source>Removed: {name}.</source>
   <translation>Verwijderd: {name}.</translation>
  </message>
  <message>
   <source>The wish is copied.</source>
   <translation>De wens is gekopieerd.</translation>
  </message>
  <message>
   <source>The list is copied. Paste it where you like.</source>
   <translation>De lijst is gekopieerd. Plak hem waar je wilt.</translation>
  </message>
  <message>
   <source>Me</source>
   <translation>Mezelf</translation>
  </message>
  <message>
   <source>Everybody</source>
   <translation>Iedereen</translation>
  </message>
 </context>
 <context>
  <name>WishesView</name>
  <message>
   <source>Wish list</source>
   <translation>Verlanglijst</translation>
  </message>
  <message>
   <source>What you would like, or think of for somebody. No shop gets this list.</source>
   <translation>Wat je graag wilt, of voor iemand bedenkt. Geen winkel krijgt deze lijst.</translation>
  </message>
  <message>
   <source>Add a wish</source>
   <translation>Wens toevoegen</translation>
  </message>
  <message>
   <source>Copy the list</source>
   <translation>Lijst kopiëren</translation>
  </message>
  <message>
   <source>wish-list.pdf</source>
   <translation>verlanglijst.pdf</translation>
  </message>
  <message>
   <source>No wish found. Search for another word.</source>
   <translation>Geen wens gevonden. Zoek op een ander woord.</translation>
  </message>
  <message>
   <source>No wishes here yet. Add one before you forget it.</source>
   <translation>Hier staan nog geen wensen. Zet er een neer voor je hem vergeet.</translation>
  </message>
  <message>
   <source>For whom?</source>
   <translation>Voor wie?</translation>
  </message>
  <message>
   <source>Search wishes</source>
   <translation>Zoek wensen</translation>
  </message>
 </context>
 <context>
  <name>YourDataView</name>
  <message>
   <source>Your data</source>
   <translation>Jouw gegevens</translation>
  </message>
  <message>
   <source>Take it with you, bring it in, keep a safe copy.</source>
   <translation>Neem alles mee, haal gegevens binnen, bewaar een veilige kopie.</translation>
  </message>
  <message>
   <source>Leaving?</source>
   <translation>Ga je weg?</translation>
  </message>
  <message>
   <source>Say goodbye step by step.</source>
   <translation>Neem stap voor stap afscheid.</translation>
  </message>
  <message>
   <source>Save copy</source>
   <translation>Kopie bewaren</translation>
  </message>
  <message>
   <source>Choose your own copy</source>
   <translation>Kies je eigen kopie</translation>
  </message>
  <message>
   <source>Choose the file of a shop</source>
   <translation>Kies het bestand van een winkel</translation>
  </message>
  <message>
   <source>Save a backup</source>
   <translation>Bewaar een reservekopie</translation>
  </message>
  <message>
   <source>Take a copy</source>
   <translation>Kopie maken</translation>
  </message>
  <message>
   <source>Safe copy (encrypted backup)</source>
   <translation>Veilige kopie (versleutelde reservekopie)</translation>
  </message>
  <message>
   <source>Bring data in</source>
   <translation>Gegevens binnenhalen</translation>
  </message>
 </context>
 <context>
  <name>_CodeLine</name>
  <message>
   <source>The recovery code of that day</source>
   <translation>De herstelcode van die dag</translation>
  </message>
 </context>
 <context>
  <name>_FilePassphrase</name>
  <message>
   <source>Passphrase of the file</source>
   <translation>Wachtzin van het bestand</translation>
  </message>
  <message>
   <source>Open file</source>
   <translation>Open bestand</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Annuleren</translation>
  </message>
  <message>
   <source>{file} is locked.</source>
   <translation>{file} zit op slot.</translation>
  </message>
 </context>
 <context>
  <name>_Keys</name>
  <message>
   <source>move</source>
   <translation>bewegen</translation>
  </message>
  <message>
   <source>Enter</source>
   <translation>Enter</translation>
  </message>
  <message>
   <source>open</source>
   <translation>openen</translation>
  </message>
  <message>
   <source>Del</source>
   <translation>Del</translation>
  </message>
  <message>
   <source>stop this one</source>
   <translation>stop deze</translation>
  </message>
 </context>
 <context>
  <name>_Legend</name>
  <message>
   <source>Exact</source>
   <translation>Precies</translation>
  </message>
  <message>
   <source>Range</source>
   <translation>Ongeveer</translation>
  </message>
  <message>
   <source>Category</source>
   <translation>Alleen de soort</translation>
  </message>
 </context>
 <context>
  <name>_OpenNote</name>
  <message>
   <source>This file is {not_locked}. Anyone who has the file can read it. Keep it in a safe place.</source>
   <translation>Dit bestand zit {not_locked}. Wie het heeft, kan het lezen. Bewaar het op een veilige plek.</translation>
  </message>
  <message>
   <source>not locked</source>
   <translation>niet op slot</translation>
  </message>
 </context>
 <context>
  <name>_Progress</name>
  <message>
   <source>{done} of {count} looked at</source>
   <translation>{done} van {count} bekeken</translation>
  </message>
  <message>
   <source>{accepted} accepted, {skipped} skipped</source>
   <translation>{accepted} overgenomen, {skipped} overgeslagen</translation>
  </message>
 </context>
 <context>
  <name>_Row</name>
  <message>
   <source>Copy {name}</source>
   <translation>{name} kopiëren</translation>
  </message>
  <message>
   <source>Change {name}</source>
   <translation>{name} wijzigen</translation>
  </message>
  <message>
   <source>Sealed, so not shown</source>
   <translation>Verzegeld, dus niet getoond</translation>
  </message>
  <message>
   <source>{value} (newer)</source>
   <translation>{value} (nieuwer)</translation>
  </message>
  <message>
   <source>Keep mine</source>
   <translation>Houd die van mij</translation>
  </message>
  <message>
   <source>Take from the file</source>
   <translation>Neem die uit het bestand</translation>
  </message>
 </context>
 <context>
  <name>_Sealed</name>
  <message>
   <source>Sealed</source>
   <translation>Verzegeld</translation>
  </message>
 </context>
 <context>
  <name>_WritingPart</name>
  <message>
   <source>Writing your copy</source>
   <translation>Je kopie wordt geschreven</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Annuleren</translation>
  </message>
 </context>
</TS>
