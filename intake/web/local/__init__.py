"""What a web application on somebody's own computer needs, whatever it is about: the desk's, and the network book's.

It listens on 127.0.0.1 only, lets a browser in by a code, asks who is there, locks when nobody is, and reaches nothing
outside this computer. A zone gives it a `Program` (what it is called, who may do what, where its pages are), a
`Service`, and two functions: whose slots there are, and how one is opened. It knows no zone, and no database.
"""
