letter-hello = Dag,
letter-greetings = Groeten,
letter-stop = Wil je zulke mails niet meer?
letter-stop-link = Zet ze uit
